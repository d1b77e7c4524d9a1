// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An intent is open: puts the candidate beside what is published and proves it, or finds out that it has to go.
final class StagedTurn {
    private final Turn turn;
    private final Staged staged;
    private final Publication publication;

    StagedTurn(Turn turn, Staged staged) {
        this.turn = turn;
        this.staged = staged;
        this.publication = new Publication(turn, staged);
    }

    void take() {
        Rotation rotation = turn.rotation();
        Instant now = turn.now();
        Optional<Attempt> attempt = rotation.attempt();
        if (attempt.filter(run -> run.isOver(now)).isPresent()) {
            turn.fail(rotation, Failure.timeIsUp(Step.APPLY));
        } else if (attempt.isEmpty() && !rotation.isIssued()) {
            // The caller of a first issue has heard "no": from now on it is only undone.
            abandon(rotation);
        } else if (attempt.filter(run -> run.nextTryAt().isAfter(now)).isPresent()) {
            turn.save(rotation.waking(attempt.orElseThrow().nextTryAt()));
        } else {
            visit();
        }
    }

    private void visit() {
        try (Target target = turn.open()) {
            switch (target) {
                case Beside beside -> beside(beside);
                case Swap swap -> new SwapTurn(turn, staged, publication).take(swap);
            }
        } catch (TargetException silence) {
            again(turn.calls().failed(Step.CHECK, silence));
        }
    }

    private void beside(Beside target) throws Refused, Unanswered {
        try (TargetLock _ = target.lock()) {
            turn.reload();
            Topology topology = target.nodes();
            boolean pursuing = turn.rotation().attempt().isPresent();
            List<Reply> applied = pursuing ? apply(target, topology) : List.of();
            List<Reply> verified = turn.calls()
                    .askAll(
                            Step.VERIFY,
                            topology.required(),
                            node -> turn.calls().login(target, node, staged.next()));
            turn.calls().warn(target);
            if (verified.stream().allMatch(Reply::isYes)) {
                if (publication.publish(topology.failed())) {
                    endReplaced(new Sessions(turn, target, topology));
                }
            } else {
                notProved(target, applied, verified);
            }
        }
    }

    /// A user of a pair has another password now: with the one before nobody gets in.
    private void endReplaced(Sessions sessions) {
        AccountName account = staged.next().account();
        boolean replaced = staged.credentials().shape() == Shape.PAIR
                && staged.credentials()
                        .previous()
                        .filter(old -> old.account().equals(account))
                        .isPresent();
        if (replaced) {
            turn.rotation().last().publishedAt().ifPresent(changed -> sessions.endOlder(account, changed));
        }
    }

    private List<Reply> apply(Beside target, Topology topology) throws Unanswered {
        turn.ports().boot().accept(Credentials.all(staged.accepted()));
        return turn.calls()
                .askAll(
                        Step.APPLY,
                        topology.writers(),
                        node -> () -> target.apply(
                                node, staged.next(), staged.credentials().besideNext()));
    }

    private void notProved(Beside target, List<Reply> applied, List<Reply> verified) {
        boolean pursuing = turn.rotation().attempt().isPresent();
        List<Reply> refused = verified.stream()
                .filter(reply -> pursuing ? reply.isWrongPassword() : reply.isShutOut())
                .toList();
        Failure why = firstTrouble(applied, verified);
        boolean silence = verified.stream().anyMatch(reply -> !reply.isYes() && !refused.contains(reply));
        boolean mayHaveLanded = applied.stream().anyMatch(reply -> !reply.isRefused());
        if (silence || (pursuing && mayHaveLanded)) {
            again(why);
        } else if (staged.credentials().published().isEmpty()) {
            abandon(counted(applied, why));
        } else {
            askForPublished(target, refused, counted(applied, why), why);
        }
    }

    /// The candidate was refused here; only where the published credential is accepted that is an answer.
    private void askForPublished(Beside target, List<Reply> refused, Rotation abandoned, Failure why) {
        Credential active = staged.credentials().published().orElseThrow();
        List<Reply> published = turn.calls()
                .askAll(
                        Step.VERIFY,
                        refused.stream().map(Reply::node).toList(),
                        node -> turn.calls().login(target, node, active));
        if (published.stream().allMatch(Reply::isYes)) {
            abandon(abandoned);
        } else if (published.stream().allMatch(reply -> reply.isYes() || reply.isShutOut())) {
            contradicted(why);
        } else {
            again(why);
        }
    }

    /// Counts the try, or the candidate that the target's policy refused.
    private Rotation counted(List<Reply> applied, Failure why) {
        Rotation rotation = turn.rotation();
        Optional<Attempt> attempt = rotation.attempt();
        if (attempt.isEmpty()) {
            return rotation;
        }
        boolean policy = applied.stream().anyMatch(reply -> reply.isRefusedFor(Refused.Reason.POLICY));
        Instant now = turn.now();
        Attempt run = attempt.orElseThrow();
        Attempt counted = policy ? run.refusedByPolicy(now) : run.triedAgain(now);
        boolean goesOn = counted.hasTriesLeft() && rotation.isIssued();
        return goesOn ? rotation.pursued(counted) : rotation.failed(why, now, turn.terms());
    }

    private void abandon(Rotation rotation) {
        Instant now = turn.now();
        boolean ended =
                turn.rotation().attempt().isPresent() && rotation.attempt().isEmpty();
        turn.save(rotation.in(staged.abandoned(now), now).waking(now));
        if (ended) {
            rotation.last().failure().ifPresent(why -> turn.tell(new RotationEvent.Failed(why, now)));
        }
    }

    private void contradicted(Failure why) {
        Rotation next = turn.rotation().in(staged.contradicted(why), turn.now());
        turn.again(next, why);
        if (next.state() instanceof RotationState.Blocked) {
            turn.tell(new RotationEvent.Blocked(why, turn.now()));
        }
    }

    private void again(Failure why) {
        turn.again(turn.rotation().in(staged.again(), turn.now()), why);
    }

    private static Failure firstTrouble(List<Reply> applied, List<Reply> verified) {
        return Stream.concat(applied.stream(), verified.stream())
                .filter(reply -> !reply.isYes())
                .findFirst()
                .orElseThrow()
                .failure();
    }
}
