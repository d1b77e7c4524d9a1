// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.SetFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which part of a history is shown.
public enum Range {
    /// The hand-over: from the last publication to the end of the old sets.
    OVERLAP,
    /// From the publication before to what is planned.
    CYCLE,
    /// The last five sets.
    HISTORY;

    private static final int SHORT_OVERLAP = 10;

    /// The one that tells most now.
    public static Range preferred(History history, Instant now) {
        return history.openCandidate().isPresent() || hasShortOverlapAhead(history, now) ? OVERLAP : CYCLE;
    }

    private static boolean hasShortOverlapAhead(History history, Instant now) {
        Optional<Duration> cycle = cycle(history);
        return cycle.isPresent()
                && history.old().stream()
                        .flatMap(set -> overlapAhead(set, now).stream())
                        .anyMatch(overlap -> overlap.multipliedBy(SHORT_OVERLAP).compareTo(cycle.get()) < 0);
    }

    private static Optional<Duration> overlapAhead(SetFacts old, Instant now) {
        Optional<Instant> end = Window.endOf(old).filter(now::isBefore);
        return end.flatMap(at -> old.course().supersededAt().map(since -> Duration.between(since, at)));
    }

    /// From the last publication to the next, or else between the last two.
    private static Optional<Duration> cycle(History history) {
        List<SetFacts> published = history.published();
        if (published.isEmpty()) {
            return Optional.empty();
        }
        Instant last = published.getFirst().publishedAt();
        return history.schedule()
                .nextAt()
                .map(next -> Duration.between(last, next))
                .or(() -> published.size() < 2
                        ? Optional.empty()
                        : Optional.of(Duration.between(published.get(1).publishedAt(), last)));
    }

    int lanes() {
        return this == HISTORY ? 8 : 6;
    }
}
