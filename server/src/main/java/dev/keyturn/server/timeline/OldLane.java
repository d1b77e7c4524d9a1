// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.IntentFacts;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.Lane.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A superseded set that logs in.
final class OldLane {
    private final SetFacts set;
    private final Scene scene;
    private final Instant superseded;
    private final List<Span> spans;

    private OldLane(SetFacts set, Scene scene) {
        this.set = set;
        this.scene = scene;
        this.superseded = set.course().supersededAt().orElse(scene.now());
        this.spans = Beginning.visible(set, scene);
        spans.add(Span.of(Kind.PUBLISHED, set.publishedAt(), superseded));
    }

    static Lane of(SetFacts set, Scene scene) {
        OldLane lane = new OldLane(set, scene);
        if (scene.history().isRevoking()) {
            return lane.until(scene.now(), End.PLAIN, new Word.Revoking(), revoked(scene));
        }
        if (set.state() == SetState.HELD) {
            return lane.held();
        }
        return set.course().plannedEndAt().map(lane::grace).orElseGet(lane::untilNext);
    }

    static Until revoked(Scene scene) {
        Instant since = scene.history().intent().map(IntentFacts::since).orElse(scene.now());
        return new Until.Revoked(since, scene.awaitedNode());
    }

    private Lane grace(Instant end) {
        return end.isAfter(scene.now())
                ? until(end, End.FIXED, new Word.Old(), new Until.GraceOver(end, Duration.between(superseded, end)))
                : ending(end);
    }

    private Lane ending(Instant was) {
        return until(scene.now(), End.PLAIN, new Word.Ending(), new Until.NotProved(was, scene.awaitedNode()));
    }

    private Lane held() {
        Instant end = set.course().plannedEndAt().orElse(superseded);
        Optional<Instant> latest = set.course().holdUntil().filter(scene.now()::isBefore);
        if (latest.isEmpty()) {
            return ending(set.course().holdUntil().orElse(end));
        }
        Beginning.add(spans, Kind.OLD, superseded, end);
        Beginning.add(spans, Kind.HELD, Scene.later(end, superseded), latest.get());
        Until.Holder holder = scene.clients(set).stream()
                .findFirst()
                .<Until.Holder>map(Until.Holder.Known::new)
                .orElse(new Until.Holder.Untold());
        return lane(End.LATEST, new Word.Held(), new Until.HoldOver(latest.get(), holder));
    }

    private Lane untilNext() {
        Until until = new Until.MadeWay(turn());
        Optional<Instant> next = scene.nextAt();
        if (next.isPresent()) {
            return until(next.get(), End.PLAIN, new Word.Old(), until);
        }
        if (scene.next() instanceof Next.Overdue) {
            return until(scene.edge(), End.PLAIN, new Word.Old(), until);
        }
        spans.add(Span.open(Kind.OLD, superseded));
        return lane(End.OPEN, new Word.Old(), until);
    }

    private Until.Turn turn() {
        return switch (scene.next()) {
            case Next.Rotation(var at) -> new Until.Turn.Planned(at);
            case Next.Retry(var at) -> new Until.Turn.Retried(at);
            case Next.Overdue(var due, var _) -> new Until.Turn.Overdue(due);
            case Next.Off _ -> new Until.Turn.Off();
            case Next.Unset _ -> new Until.Turn.Open();
        };
    }

    private Lane until(Instant end, End form, Word word, Until until) {
        Beginning.add(spans, Kind.OLD, superseded, end);
        return lane(form, word, until);
    }

    private Lane lane(End end, Word word, Until until) {
        return new Lane(Version.of(set.version()), Scene.account(set), word, spans, end, scene.use(set), until);
    }
}
