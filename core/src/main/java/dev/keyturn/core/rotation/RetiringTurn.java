// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Credentials have to go: waits for their gates, and believes that they are gone when it sees them refused.
final class RetiringTurn {
    private final Turn turn;
    private final Retiring retiring;

    RetiringTurn(Turn turn, Retiring retiring) {
        this.turn = turn;
        this.retiring = retiring;
    }

    void take() {
        Rotation rotation = turn.rotation();
        Instant now = turn.now();
        if (rotation.attempt().filter(run -> run.isOver(now)).isPresent()) {
            turn.fail(rotation, Failure.timeIsUp(Step.RETIRE));
            return;
        }
        List<Due> ripe = retiring.gone().stream()
                .filter(due -> !due.gate().notBefore().isAfter(now))
                .toList();
        if (ripe.isEmpty() || !visit(ripe)) {
            turn.rest(turn.rotation(), nextLook());
        }
    }

    private Instant nextLook() {
        return retiring.gone().stream()
                .map(due -> due.gate().nextLook(turn.now()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// @return whether anything could go
    private boolean visit(List<Due> ripe) {
        DebtCollector.payReturned(turn);
        try (Target target = turn.open();
                TargetLock lock = target.lock()) {
            turn.reload();
            Topology topology = target.nodes();
            List<Credential> open = open(target, topology, ripe);
            if (!open.isEmpty()) {
                retire(target, topology, lock, open);
            }
            return !open.isEmpty();
        } catch (TargetException silence) {
            turn.again(turn.rotation(), turn.calls().failed(Step.RETIRE, silence));
            return true;
        }
    }

    /// Who still uses a credential is asked only where somebody wants to wait for him.
    private List<Credential> open(Target target, Topology topology, List<Due> ripe) {
        List<Credential> asked = ripe.stream()
                .filter(due -> due.gate().isHolding())
                .map(Due::credential)
                .toList();
        Evidence evidence = Evidence.of(turn, target, topology, asked);
        return ripe.stream()
                .filter(due -> !turn.isHeld(due.credential(), due.gate(), evidence))
                .map(Due::credential)
                .toList();
    }

    private void retire(Target target, Topology topology, TargetLock lock, List<Credential> open)
            throws Refused, Unanswered {
        List<Reply> trouble = publishedRefused(target, topology);
        List<Credential> going = open;
        if (!trouble.isEmpty()) {
            Failure why = trouble.getFirst().failure();
            if (target instanceof Swap swap) {
                commit(swap);
                turn.again(turn.rotation(), why);
                return;
            }
            // An abandoned candidate is undone all the same: that may be what mends it.
            going = trouble.stream().allMatch(Reply::isShutOut)
                    ? open.stream().filter(retiring::isCandidate).toList()
                    : List.of();
            if (going.isEmpty()) {
                if (trouble.stream().anyMatch(Reply::isShutOut)) {
                    turn.tell(new RotationEvent.Drifted(why, turn.now()));
                }
                turn.again(turn.rotation(), why);
                return;
            }
        }
        retireEach(new Retirement(turn, target, topology), lock, going);
    }

    private List<Reply> publishedRefused(Target target, Topology topology) {
        Credential active = retiring.credentials().published().orElseThrow();
        return topology.required().stream()
                .map(node ->
                        turn.calls().quietly(Step.RETIRE, node, turn.calls().login(target, node, active)))
                .filter(reply -> !reply.isYes())
                .toList();
    }

    /// The publication of a swap came before its commit: forward, until every node accepts what is published.
    private void commit(Swap swap) throws Refused, Unanswered {
        try (Held held = swap.prepare(retiring.credentials().published().orElseThrow())) {
            held.commit();
        }
    }

    private void retireEach(Retirement retirement, TargetLock lock, List<Credential> going) throws Unanswered {
        for (Credential gone : going) {
            if (!(turn.rotation().state() instanceof Retiring now)) {
                return;
            }
            Optional<Retirement.Proof> proof = retirement.retire(now.credentials(), gone, now.going());
            if (proof.isEmpty()) {
                turn.again(turn.rotation(), retirement.trouble(gone));
                return;
            }
            if (!now.isCandidate(gone)) {
                retirement.endSessions(now.credentials(), gone, proof.orElseThrow());
            }
            settle(now, gone, proof.orElseThrow(), retirement.owed(gone, !lock.isProven() && now.isCandidate(gone)));
        }
    }

    private void settle(Retiring before, Credential gone, Retirement.Proof proof, List<Debt> owed) {
        Instant now = turn.now();
        Rotation after =
                turn.rotation().in(before.retired(gone, proof.left()), now).owingAlso(owed);
        turn.save(after.waking(now));
        turn.tell(new RotationEvent.Retired(gone.account().value(), now));
    }
}
