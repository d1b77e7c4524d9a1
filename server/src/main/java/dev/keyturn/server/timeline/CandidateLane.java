// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.History.IntentFacts;
import dev.keyturn.server.timeline.History.RunFacts;
import dev.keyturn.server.timeline.History.RunOutcome;
import dev.keyturn.server.timeline.History.SetFacts;
import dev.keyturn.server.timeline.History.SetState;
import dev.keyturn.server.timeline.History.StepFacts;
import dev.keyturn.server.timeline.Lane.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A set that is not published, or not any more going to be.
final class CandidateLane {
    private final SetFacts set;
    private final Scene scene;
    private final Instant reserved;

    private CandidateLane(SetFacts set, Scene scene) {
        this.set = set;
        this.scene = scene;
        this.reserved = set.made().reservedAt().orElse(scene.now());
    }

    static Lane of(SetFacts set, Scene scene) {
        CandidateLane lane = new CandidateLane(set, scene);
        return switch (set.state()) {
            case BLOCKED -> lane.blocked();
            case ABANDONED -> lane.undone();
            default -> lane.open();
        };
    }

    private Lane open() {
        return lane(
                new Word.Proving(progress(), waiting()),
                Beginning.of(set, Scene.later(scene.now(), reserved)),
                new Until.Started(reserved, pursuit()));
    }

    private Lane blocked() {
        Instant since = intent().map(IntentFacts::since).orElse(reserved);
        List<Span> spans = Beginning.of(set, Scene.later(since, reserved));
        Beginning.add(spans, Kind.REFUSED, Scene.later(since, reserved), scene.now());
        return lane(new Word.Blocked(), spans, new Until.Blocked(since));
    }

    private Lane undone() {
        Instant end = Scene.later(EndedLane.endOf(set), reserved);
        return lane(new Word.Undone(), Beginning.of(set, end), new Until.Undone(end, removedFrom()));
    }

    private Lane lane(Word word, List<Span> spans, Until until) {
        return new Lane(
                new Version(set.version(), true), Scene.account(set), word, spans, End.PLAIN, new Use.Unasked(), until);
    }

    private Optional<IntentFacts> intent() {
        return scene.history().intent();
    }

    private Optional<RunFacts> run() {
        return scene.history().runs().stream()
                .filter(run -> run.outcome() == RunOutcome.RUNNING)
                .findFirst();
    }

    /// The step that the open run is at, and how many nodes have it behind them.
    private Optional<Word.Progress> progress() {
        if (intent().filter(IntentFacts::running).isEmpty()) {
            return Optional.empty();
        }
        return run().filter(run -> !run.steps().isEmpty()).map(run -> {
            String step = run.steps().getLast().step();
            List<String> done = run.steps().stream()
                    .filter(each -> each.step().equals(step) && each.succeeded())
                    .map(StepFacts::node)
                    .distinct()
                    .toList();
            int nodes = Math.max(nodes(run), done.size());
            return new Word.Progress(step, Math.min(done.size() + 1, Math.max(nodes, 1)), Math.max(nodes, 1));
        });
    }

    private int nodes(RunFacts run) {
        long applied = run.steps().stream()
                .filter(step -> step.step().equals("apply"))
                .map(StepFacts::node)
                .distinct()
                .count();
        return Math.max((int) applied, scene.history().health().nodes().size());
    }

    private Optional<Word.Waiting> waiting() {
        return intent().filter(intent -> !intent.running())
                .flatMap(IntentFacts::nextTryAt)
                .map(at -> new Word.Waiting(scene.awaitedNode(), at));
    }

    private Until.Pursuit pursuit() {
        return progress()
                .<Until.Pursuit>map(now -> new Until.Pursuit.At(now.step(), scene.awaitedNode()))
                .orElseGet(() -> new Until.Pursuit.Asked(asked(), waiting().map(Word.Waiting::nextTryAt)));
    }

    /// How often the target was asked since the candidate was reserved.
    private int asked() {
        long failed = scene.history().runs().stream()
                .filter(run -> run.finishedAt().orElse(scene.now()).isAfter(reserved))
                .flatMap(run -> run.steps().stream())
                .filter(step -> !step.succeeded())
                .count();
        return Math.max(1, (int) failed);
    }

    /// The nodes that had taken an undone candidate.
    private List<String> removedFrom() {
        return scene.history().runs().stream()
                .filter(run -> run.outcome() == RunOutcome.FAILED)
                .findFirst()
                .filter(_ -> set.state() == SetState.ABANDONED)
                .map(run -> run.steps().stream()
                        .filter(step -> step.step().equals("apply"))
                        .map(step -> new Mark.Failure(step.step(), step.node()).host())
                        .filter(node -> !node.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }
}
