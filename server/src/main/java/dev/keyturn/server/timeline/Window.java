// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.SetState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the plot spans.
record Window(Instant from, Instant to) {
    private static final Duration LEAST_MARGIN = Duration.ofSeconds(10);
    private static final int MARGIN = 5;
    private static final int SETS_OF_HISTORY = 5;

    static Window of(History history, Instant now, Range range) {
        Window window = switch (range) {
            case OVERLAP -> overlap(history, now);
            case CYCLE -> cycle(history, now, 2);
            case HISTORY -> cycle(history, now, SETS_OF_HISTORY);
        };
        return window.withMargins();
    }

    private static Window overlap(History history, Instant now) {
        Instant from = history.openCandidate()
                .flatMap(candidate -> candidate.made().reservedAt())
                .orElseGet(() -> publication(history, now, 1));
        Instant to = history.old().stream()
                .flatMap(set -> endOf(set).stream())
                .max(Comparator.naturalOrder())
                .filter(from::isBefore)
                .orElse(now);
        boolean doubles =
                Duration.between(from, now).compareTo(Duration.between(from, to).multipliedBy(2)) > 0;
        return new Window(from, to.isAfter(now) || doubles ? to : now);
    }

    private static Window cycle(History history, Instant now, int publications) {
        Instant from = publication(history, now, publications);
        Optional<Instant> planned = Stream.concat(
                        history.schedule().automatic()
                                        && history.openCandidate().isEmpty()
                                ? history.schedule().nextAt().stream()
                                : Stream.empty(),
                        history.old().stream().flatMap(set -> endOf(set).stream()))
                .max(Comparator.naturalOrder())
                .filter(now::isBefore);
        return new Window(
                from,
                planned.orElseGet(() -> now.plus(Duration.between(from, now).dividedBy(4))));
    }

    /// When the last but so many sets were published; before the first publication, when the candidate was reserved.
    private static Instant publication(History history, Instant now, int back) {
        List<SetFacts> published = history.published();
        if (published.isEmpty()) {
            return history.sets().stream()
                    .flatMap(set -> set.made().reservedAt().stream())
                    .findFirst()
                    .orElse(now);
        }
        return published.get(Math.min(back, published.size()) - 1).publishedAt();
    }

    /// When an old set ends at the latest.
    static Optional<Instant> endOf(SetFacts old) {
        return old.state() == SetState.HELD
                ? old.course().holdUntil().or(() -> old.course().plannedEndAt())
                : old.course().plannedEndAt();
    }

    private Window withMargins() {
        Duration fifth = Duration.between(from, to).dividedBy(MARGIN);
        Duration margin = fifth.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : fifth;
        return new Window(from.minus(margin), to.plus(margin));
    }
}
