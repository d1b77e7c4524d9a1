// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import java.time.Instant;

/// The target accepted no password that we know. Looks now and then whether that is still so; changes nothing.
final class BlockedTurn {
    private final Turn turn;
    private final Blocked blocked;

    BlockedTurn(Turn turn, Blocked blocked) {
        this.turn = turn;
        this.blocked = blocked;
    }

    void take() {
        Rotation rotation = turn.rotation();
        Instant now = turn.now();
        try (Target target = turn.open()) {
            boolean known = target.nodes().required().stream().allMatch(node -> acceptsOne(target, node));
            if (known) {
                turn.save(rotation.in(blocked.retry(), now).withoutAttempt().waking(now));
                return;
            }
            turn.again(rotation.withoutAttempt(), blocked.reason());
        } catch (TargetException silence) {
            turn.again(rotation.withoutAttempt(), Failure.of(Step.VERIFY, silence));
        }
    }

    private boolean acceptsOne(Target target, Node node) {
        for (Credential known : blocked.accepted()) {
            if (turn.calls()
                    .ask(Step.VERIFY, node, turn.calls().login(target, node, known))
                    .isYes()) {
                return true;
            }
        }
        return false;
    }
}
