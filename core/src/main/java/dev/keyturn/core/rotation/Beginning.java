// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a rotation begins: with a candidate of ours, or with a credential that somebody brings. What is heard before
/// there is a row is told once there is one.
final class Beginning {
    private final Turn.Shell shell;
    private final Issue first;
    private final Function<Turn, Outcome> turns;
    private final Instant started;
    private final Deadline budget;
    private final List<RotationEvent> heard = new ArrayList<>();
    private final Calls calls;

    /// @param turns  takes the turns that follow
    /// @param budget what is left of the caller's time, within half a lease
    Beginning(Turn.Shell shell, Issue first, Deadline budget, Function<Turn, Outcome> turns) {
        this.shell = shell;
        this.first = first;
        this.turns = turns;
        this.started = shell.clock().instant();
        this.budget = budget;
        this.calls = new Calls(budget, shell.clock(), heard::add);
    }

    Outcome issue() {
        Optional<Credential> candidate = first.ports().candidates().next(first.vacant(), 0);
        if (candidate.isEmpty()) {
            return new Outcome.NotIssued(Failure.noCandidate());
        }
        return switch (Preflight.of(first.ports().access(), calls, first.vacant(), candidate.orElseThrow())) {
            case Preflight.Missing(Failure why) -> new Outcome.NotIssued(why);
            case Preflight.Ready(CredentialSet known, Credential next) -> issue(new Settled(known).stage(next));
        };
    }

    private Outcome issue(RotationState.Staged intent) {
        var attempt = Attempt.waitedFor(Trigger.CREATE, started, first.until());
        Turn turn = begin(Rotation.firstIssue(intent, attempt, shell.clock().instant()));
        Outcome outcome = turns.apply(turn);
        if (turn.rotation().isIssued() || outcome instanceof Outcome.Taken) {
            return outcome;
        }
        return new Outcome.NotIssued(turn.rotation().last().failure().orElseGet(() -> Failure.timeIsUp(Step.VERIFY)));
    }

    Outcome adopt(Credential given, Terms terms) {
        if (given.origin() != Credential.Origin.FOUND
                || given.version() != first.vacant().nextVersion()) {
            throw new IllegalArgumentException("what is adopted was found, and becomes the first version");
        }
        try (Target target = first.ports().access().open(budget)) {
            Credential found = Preflight.completed(target, given);
            Optional<Failure> refused =
                    calls
                            .askAll(Step.VERIFY, target.nodes().required(), node -> calls.login(target, node, found))
                            .stream()
                            .filter(reply -> !reply.isYes())
                            .map(Reply::failure)
                            .findFirst();
            calls.warn(target);
            return refused.<Outcome>map(Outcome.NotIssued::new)
                    .orElseGet(() -> adopted(first.vacant().publish(found), terms));
        } catch (TargetException silence) {
            return new Outcome.NotIssued(Failure.of(Step.VERIFY, silence));
        }
    }

    private Outcome adopted(CredentialSet set, Terms terms) {
        if (budget.isOver()) {
            return new Outcome.NotIssued(Failure.timeIsUp(Step.PUBLISH));
        }
        Instant now = shell.clock().instant();
        Turn turn = begin(Rotation.adopted(new Settled(set), terms, now));
        turn.tell(new RotationEvent.Succeeded(set.published().orElseThrow().version(), now));
        return turns.apply(turn);
    }

    private Turn begin(Rotation row) {
        Leased held = first.row().begin(row);
        var turn = new Turn(shell, first.ports(), held, budget);
        turn.tell(new RotationEvent.Started(Trigger.CREATE, started));
        heard.forEach(turn::tell);
        return turn;
    }
}
