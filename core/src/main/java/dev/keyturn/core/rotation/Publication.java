// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.target.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one durable step in which state, slots, version and what consumers read change together.
final class Publication {
    private final Turn turn;
    private final Staged staged;

    Publication(Turn turn, Staged staged) {
        this.turn = turn;
        this.staged = staged;
    }

    /// Publishes the candidate, which every required node was seen to accept.
    ///
    /// @param failed nodes that did not hear of it, and owe it
    /// @return whether it was; a first issue whose caller gave up is not
    boolean publish(List<Node> failed) {
        Instant now = turn.now();
        Rotation before = turn.rotation();
        if (!before.isIssued()
                && before.attempt().filter(run -> !run.isOver(now)).isEmpty()) {
            turn.fail(before, Failure.timeIsUp(Step.PUBLISH));
            return false;
        }
        List<Debt> owed =
                failed.stream().map(node -> Debt.ofFailed(node, List.of())).toList();
        Rotation after = before.in(staged.published(superseded(now)), now)
                .succeeded(now, turn.terms())
                .owingAlso(owed)
                .waking(now);
        turn.publish(after);
        if (before.attempt().isEmpty()) {
            turn.tell(new RotationEvent.Started(Trigger.RETRY, now));
        }
        turn.tell(new RotationEvent.Succeeded(staged.next().version(), now));
        return true;
    }

    private List<Due> superseded(Instant now) {
        CredentialSet set = staged.credentials();
        var due = new ArrayList<Due>();
        set.supersededAtOnce().forEach(gone -> due.add(new Due(gone, Gate.open(now))));
        Optional<Gate> grace = turn.terms().gate(now);
        grace.ifPresent(gate -> set.supersededWithGrace().ifPresent(gone -> due.add(new Due(gone, gate))));
        return due;
    }
}
