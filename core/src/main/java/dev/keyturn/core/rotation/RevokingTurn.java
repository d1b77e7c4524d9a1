// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rotation is leaving: what it has on the target must be refused, then the row goes. There is no way back.
final class RevokingTurn {
    private final Turn turn;
    private final Revoking revoking;

    RevokingTurn(Turn turn, Revoking revoking) {
        this.turn = turn;
        this.revoking = revoking;
    }

    void take() {
        if (revoking.left().isEmpty()) {
            removeOrPay(revoking);
            return;
        }
        try (Target target = turn.open();
                TargetLock lock = target.lock()) {
            turn.reload();
            revokeEach(new Retirement(turn, target, target.nodes()), lock);
        } catch (TargetException silence) {
            later(turn.calls().failed(Step.RETIRE, silence));
        }
    }

    private void revokeEach(Retirement retirement, TargetLock lock) throws TargetException {
        Revoking rest = revoking;
        for (Credential gone : revoking.left()) {
            Optional<Retirement.Proof> proof = retirement.retire(rest.credentials(), gone, rest.left());
            if (proof.isEmpty()) {
                later(retirement.trouble(gone));
                return;
            }
            if (rest.credentials().holds(gone)) {
                retirement.endSessions(rest.credentials(), gone, proof.orElseThrow());
            }
            boolean candidate = gone.version() >= rest.credentials().nextVersion();
            rest = rest.revoked(gone, proof.orElseThrow().left());
            List<Debt> owed = retirement.owed(gone, !lock.isProven() && candidate);
            turn.save(turn.rotation().in(rest, turn.now()).owingAlso(owed).waking(turn.now()));
            turn.tell(new RotationEvent.Retired(gone.account().value(), turn.now()));
        }
        removeOrPay(rest);
    }

    /// A first issue has no caller who waits: where its candidate may come back, it stays until that is over.
    private void removeOrPay(Revoking rest) {
        Rotation rotation = turn.rotation();
        if (rotation.isIssued() || rotation.debts().isEmpty()) {
            turn.remove(rest.withSecrets());
            return;
        }
        List<Debt> owed = DebtCollector.collect(turn);
        Rotation paid = turn.rotation().owing(owed);
        Instant now = turn.now();
        turn.save(paid.waking(owed.isEmpty() ? now : Debt.nextRound(owed, now)));
    }

    /// A caller who still waits is told, and the row then sleeps until the next delete. Without one it goes on by
    /// itself.
    private void later(Failure why) {
        Rotation rotation = turn.rotation();
        Instant now = turn.now();
        if (rotation.attempt().filter(run -> !run.isOver(now)).isPresent()) {
            Rotation told = rotation.failed(why, now, turn.terms());
            turn.save(told.waking(rotation.isIssued() ? Rotation.NEVER : now));
            turn.tell(new RotationEvent.Failed(why, now));
        } else {
            turn.again(rotation.withoutAttempt(), why);
        }
    }
}
