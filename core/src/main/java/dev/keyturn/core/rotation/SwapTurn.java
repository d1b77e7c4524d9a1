// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Unanswered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An intent is open on a target with one password that all clients use: rehearse, hold, publish, commit.
final class SwapTurn {
    private final Turn turn;
    private final Staged staged;
    private final Publication publication;

    SwapTurn(Turn turn, Staged staged, Publication publication) {
        this.turn = turn;
        this.staged = staged;
        this.publication = publication;
    }

    void take(Swap target) throws Refused, Unanswered {
        try (TargetLock _ = target.lock()) {
            turn.reload();
            if (turn.rotation().attempt().isEmpty()) {
                abandon(turn.rotation());
            } else {
                swap(target);
            }
        }
    }

    private void swap(Swap target) {
        Instant started = turn.now();
        try (Held held = target.prepare(staged.next())) {
            turn.tell(step(Step.VERIFY, started, Optional.empty()));
            if (publication.publish(List.of())) {
                commit(held);
            }
            turn.calls().warn(target);
        } catch (TargetException trouble) {
            Failure why = Failure.of(Step.APPLY, trouble);
            turn.tell(step(Step.APPLY, started, Optional.of(why)));
            notPrepared(trouble, why);
        }
    }

    /// Whatever it answers: published is published, and the way is forward.
    private void commit(Held held) {
        Instant started = turn.now();
        try {
            held.commit();
            turn.tell(step(Step.APPLY, started, Optional.empty()));
        } catch (TargetException trouble) {
            turn.tell(step(Step.APPLY, started, Optional.of(Failure.of(Step.APPLY, trouble))));
        }
    }

    private void notPrepared(TargetException trouble, Failure why) {
        Rotation rotation = turn.rotation();
        if (trouble instanceof Refused refused && refused.reason() == Refused.Reason.ADMIN_LOGIN) {
            turn.again(rotation.in(staged.contradicted(why), turn.now()), why);
        } else if (trouble instanceof Refused refused && !refused.reason().isNoVerdict()) {
            turn.tell(new RotationEvent.Failed(why, turn.now()));
            abandon(rotation.failed(why, turn.now(), turn.terms()));
        } else {
            turn.again(rotation.in(staged.again(), turn.now()), why);
        }
    }

    private void abandon(Rotation rotation) {
        Instant now = turn.now();
        turn.save(rotation.in(staged.abandoned(now), now).waking(now));
    }

    private RotationEvent step(Step step, Instant started, Optional<Failure> failure) {
        return new RotationEvent.StepDone(step, Optional.empty(), failure, started, turn.now());
    }
}
