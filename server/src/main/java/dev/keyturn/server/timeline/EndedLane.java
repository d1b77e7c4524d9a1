// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.EndReason;
import dev.keyturn.server.timeline.History.Ending;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.Lane.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A set that was published and is refused now.
final class EndedLane {
    private EndedLane() {}

    static boolean isOne(SetFacts set) {
        boolean refused = set.course().refusedSince().isPresent() && !set.isCurrent();
        return set.isPublished() && (set.state() == SetState.ENDED || refused);
    }

    static Instant endOf(SetFacts set) {
        return set.ending()
                .map(Ending::at)
                .or(() -> set.course().refusedSince())
                .orElse(Instant.MIN);
    }

    static Lane of(SetFacts set, Scene scene) {
        return new Lane(
                Version.of(set.version()),
                Scene.account(set),
                new Word.Ended(),
                spans(set, scene),
                End.REFUSED,
                use(set),
                new Until.Ended(endOf(set), reason(set, scene)));
    }

    private static List<Span> spans(SetFacts set, Scene scene) {
        List<Span> spans = Beginning.visible(set, scene);
        Instant end = Scene.later(endOf(set), set.publishedAt());
        Instant superseded = set.course().supersededAt().orElse(end);
        Beginning.add(spans, Kind.PUBLISHED, set.publishedAt(), superseded);
        boolean held = set.course().holdUntil().isPresent();
        Instant planned = set.course().plannedEndAt().filter(_ -> held).orElse(end);
        Instant old = Scene.later(superseded, Scene.earlier(planned, end));
        Beginning.add(spans, Kind.OLD, superseded, old);
        Beginning.add(spans, Kind.HELD, old, end);
        return spans;
    }

    private static Use use(SetFacts set) {
        return set.ending()
                .filter(ending -> ending.clients().isPresent())
                .<Use>map(ending -> new Use.AtEnd(ending.clients().getAsInt()))
                .orElse(new Use.Unasked());
    }

    private static Until.Reason reason(SetFacts set, Scene scene) {
        Optional<EndReason> reason = set.ending().flatMap(Ending::reason);
        if (reason.isEmpty()) {
            return new Until.Reason.Unknown();
        }
        return switch (reason.get()) {
            case GRACE_OVER -> new Until.Reason.Grace(grace(set));
            case NEXT_ROTATION -> next(set, scene);
            case FORCED ->
                new Until.Reason.Forced(set.ending().flatMap(Ending::by).orElse(""));
            case REVOKED -> new Until.Reason.Revoked();
            case REPLACED_IN_PLACE -> new Until.Reason.ReplacedInPlace();
            case ABANDONED -> new Until.Reason.Unknown();
        };
    }

    private static Optional<Duration> grace(SetFacts set) {
        return set.course()
                .supersededAt()
                .flatMap(from -> set.course().plannedEndAt().map(to -> Duration.between(from, to)));
    }

    /// It ended for the next but one set, which was published since or is a candidate.
    private static Until.Reason next(SetFacts set, Scene scene) {
        int number = set.version() + 2;
        boolean published = scene.history().published().stream().anyMatch(other -> other.version() == number);
        return published
                ? new Until.Reason.MadeWay(Version.of(number))
                : new Until.Reason.Applied(new Version(number, true));
    }
}
