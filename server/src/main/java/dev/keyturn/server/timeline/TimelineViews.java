// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.RunFacts;
import dev.keyturn.server.timeline.History.RunOutcome;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.Mark.Failure;
import dev.keyturn.server.timeline.Mark.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes views of what the API says.
public final class TimelineViews {
    private TimelineViews() {}

    /// Who looks, and when.
    ///
    /// @param id begins the ids of the picture
    public record Look(String id, Instant now, ZoneId zone) {}

    public static TimelineView of(History history, Look look) {
        return of(history, look, Range.preferred(history, look.now()));
    }

    public static TimelineView of(History history, Look look, Range range) {
        Scene scene = new Scene(history, look.now(), Window.of(history, look.now(), range));
        return new TimelineView(
                look.id(),
                look.now(),
                look.zone(),
                scene.window().from(),
                scene.window().to(),
                lanes(scene, range.lanes()),
                scene.next(),
                marks(history));
    }

    private static List<Lane> lanes(Scene scene, int atMost) {
        History history = scene.history();
        List<Lane> lanes = new ArrayList<>();
        PlannedLane.of(scene).ifPresent(lanes::add);
        history.candidate()
                .filter(set -> set.isOpenCandidate() || meets(set, scene))
                .ifPresent(set -> lanes.add(CandidateLane.of(set, scene)));
        history.current().ifPresent(set -> lanes.add(PublishedLane.of(set, scene)));
        history.old().forEach(set -> lanes.add(OldLane.of(set, scene)));
        history.sets().stream()
                .filter(set -> EndedLane.isOne(set) && meets(set, scene))
                .forEach(set -> lanes.add(EndedLane.of(set, scene)));
        return lanes.stream().limit(atMost).toList();
    }

    /// Whether a set that has ended did so inside the window.
    private static boolean meets(SetFacts set, Scene scene) {
        return EndedLane.endOf(set).isAfter(scene.window().from());
    }

    private static List<Mark> marks(History history) {
        return history.runs().reversed().stream().map(TimelineViews::mark).toList();
    }

    private static Mark mark(RunFacts run) {
        Outcome outcome = switch (run.outcome()) {
            case RUNNING -> Outcome.RUNNING;
            case SUCCESS -> Outcome.OK;
            case FAILED -> Outcome.FAILED;
        };
        Optional<Failure> failure = run.outcome() == RunOutcome.FAILED
                ? run.steps().stream()
                        .filter(step -> !step.succeeded())
                        .reduce((_, later) -> later)
                        .map(step -> new Failure(step.step(), step.node()))
                : Optional.empty();
        return new Mark(run.finishedAt().orElse(run.startedAt()), outcome, failure);
    }
}
