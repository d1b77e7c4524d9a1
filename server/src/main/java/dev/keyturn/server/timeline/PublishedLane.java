// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.After;
import dev.keyturn.server.timeline.History.HealthFacts;
import dev.keyturn.server.timeline.History.HealthStatus;
import dev.keyturn.server.timeline.History.NodeFacts;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.Lane.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The set that consumers read.
final class PublishedLane {
    private final SetFacts set;
    private final Scene scene;
    private final Optional<Instant> refusedSince;

    private PublishedLane(SetFacts set, Scene scene) {
        this.set = set;
        this.scene = scene;
        HealthFacts health = scene.history().health();
        this.refusedSince = set.course()
                .refusedSince()
                .or(() -> failedAt(health))
                .map(since -> Scene.earlier(Scene.later(since, set.publishedAt()), scene.now()));
    }

    private Optional<Instant> failedAt(HealthFacts health) {
        return health.checkedAt()
                .filter(at -> health.status() == HealthStatus.FAILING && at.isAfter(set.publishedAt()));
    }

    static Lane of(SetFacts set, Scene scene) {
        PublishedLane lane = new PublishedLane(set, scene);
        return new Lane(
                Version.of(set.version()),
                Scene.account(set),
                lane.word(),
                lane.spans(),
                lane.end(),
                scene.use(set),
                lane.until());
    }

    private Word word() {
        if (refusedSince.isPresent()) {
            return new Word.Refused(refusingNode(), refusedSince.get());
        }
        return scene.history().isRevoking() ? new Word.Revoking() : new Word.Published(standing());
    }

    private String refusingNode() {
        return health().nodes().stream()
                .filter(node -> node.status() == HealthStatus.FAILING)
                .map(NodeFacts::node)
                .findFirst()
                .orElse("");
    }

    private Word.Standing standing() {
        return health().status() == HealthStatus.OK && health().checkedAt().isPresent()
                ? new Word.Standing.LogsIn(
                        health().nodes().size(), health().checkedAt().get())
                : new Word.Standing.Unchecked();
    }

    private HealthFacts health() {
        return scene.history().health();
    }

    private List<Span> spans() {
        List<Span> spans = Beginning.visible(set, scene);
        Instant published = set.publishedAt();
        if (refusedSince.isPresent()) {
            Beginning.add(spans, Kind.PUBLISHED, published, refusedSince.get());
            Beginning.add(spans, Kind.REFUSED, refusedSince.get(), scene.now());
            return spans;
        }
        Optional<Instant> superseded = supersededAt();
        spans.add(new Span(Kind.PUBLISHED, published, superseded));
        if (scene.nextAt().isPresent()) {
            Instant next = scene.nextAt().get();
            switch (scene.history().schedule().after()) {
                case After.Grace(var length) -> Beginning.add(spans, Kind.OLD, next, next.plus(length));
                case After.UntilNext _ -> Beginning.add(spans, Kind.OLD, next, scene.edge());
                case After.AtOnce _ -> {}
            }
        }
        return spans;
    }

    /// When it stops being read; empty if no end is planned.
    private Optional<Instant> supersededAt() {
        if (scene.history().isRevoking()) {
            return Optional.of(scene.now());
        }
        return scene.next() instanceof Next.Overdue ? Optional.of(scene.edge()) : scene.nextAt();
    }

    private End end() {
        if (refusedSince.isPresent()) {
            return End.PLAIN;
        }
        if (supersededAt().isEmpty()) {
            return End.OPEN;
        }
        boolean fixed =
                scene.nextAt().isPresent() && !(scene.history().schedule().after() instanceof After.UntilNext);
        return fixed ? End.FIXED : End.PLAIN;
    }

    private Until until() {
        if (refusedSince.isPresent()) {
            return new Until.RefusedSince(refusedSince.get(), lastGood());
        }
        if (scene.history().isRevoking()) {
            return OldLane.revoked(scene);
        }
        Optional<SetFacts> candidate = scene.history().openCandidate();
        if (candidate.isPresent()) {
            return new Until.CandidateProved(new Version(candidate.get().version(), true));
        }
        return switch (scene.next()) {
            case Next.Rotation(var at) -> new Until.NextRotation(at, then());
            case Next.Retry(var at) -> new Until.RunSucceeds(standing(), at);
            case Next.Overdue(var due, var _) ->
                new Until.Overdue(
                        due, scene.history().old().stream().findFirst().map(old -> Version.of(old.version())));
            case Next.Off _ -> new Until.NoEnd(scene.history().schedule().reminderAt());
            case Next.Unset _ -> new Until.CandidateProved(new Version(set.version() + 1, true));
        };
    }

    private Optional<Instant> lastGood() {
        return health().nodes().stream()
                .flatMap(node -> node.lastOkAt().stream())
                .filter(at -> !at.isAfter(scene.now()))
                .max(Comparator.naturalOrder());
    }

    private Until.Then then() {
        return switch (scene.history().schedule().after()) {
            case After.Grace(var length) -> new Until.Then.Grace(length);
            case After.UntilNext _ -> new Until.Then.UntilMade(Version.of(set.version() + 2));
            case After.AtOnce _ -> new Until.Then.AtOnce();
        };
    }
}
