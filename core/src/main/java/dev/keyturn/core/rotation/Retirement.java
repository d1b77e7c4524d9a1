// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes credentials be refused on every node, and sees that they are.
final class Retirement {
    private final Turn turn;
    private final Target target;
    private final Topology topology;
    private Optional<Failure> lastTrouble = Optional.empty();

    /// What the account of a credential that is proved gone was left with.
    record Proof(Keep left) {}

    Retirement(Turn turn, Target target, Topology topology) {
        this.turn = turn;
        this.target = target;
        this.topology = topology;
    }

    /// Tells every node that takes writes, then looks at every required one.
    ///
    /// @param going all that has to go, and is therefore not kept for its account
    /// @return empty unless every required node was seen to refuse `gone`, and to accept what its account was left
    ///         with
    Optional<Proof> retire(CredentialSet set, Credential gone, List<Credential> going) throws Unanswered {
        Keep keep = set.keepFor(gone, going);
        List<Reply> told = tell(gone, keep);
        if (isForbidden(told) && mayBeShut(set, keep)) {
            keep = new Keep.Shut();
            told = tell(gone, keep);
        }
        turn.ports()
                .boot()
                .accept(Credentials.allBut(gone, turn.rotation().state().accepted()));
        List<Reply> seen = topology.required().stream()
                .map(node ->
                        turn.calls().quietly(Step.RETIRE, node, turn.calls().lastLogin(target, node, gone)))
                .toList();
        turn.calls().warn(target);
        boolean refused = seen.stream().allMatch(Reply::isShutOut);
        List<Reply> kept = refused ? askForKept(keep) : List.of();
        lastTrouble = Stream.concat(
                        Stream.concat(told.stream(), seen.stream()).filter(reply -> !reply.isShutOut()), kept.stream())
                .filter(Predicate.not(Reply::isYes))
                .map(Reply::failure)
                .findFirst();
        boolean left = kept.stream().allMatch(reply -> reply.isYes() || reply.isRefusedFor(Refused.Reason.ACCOUNT));
        return refused && left ? Optional.of(new Proof(keep)) : Optional.empty();
    }

    /// Ends what is still logged in with a credential that was published once, and is proved gone.
    void endSessions(CredentialSet set, Credential gone, Proof proof) {
        var sessions = new Sessions(turn, target, topology);
        boolean nobody = proof.left() instanceof Keep.Shut || proof.left() instanceof Keep.Gone;
        if (nobody) {
            sessions.end(gone.account());
        } else if (set.shape().isInPlace()) {
            turn.rotation().last().publishedAt().ifPresent(changed -> sessions.endOlder(gone.account(), changed));
        }
    }

    /// The account got back what its slot holds only if that is seen to log in; one that a person closed stays closed.
    private List<Reply> askForKept(Keep keep) {
        return keep instanceof Keep.Only(Credential staying)
                ? topology.required().stream()
                        .map(node -> turn.calls()
                                .quietly(Step.RETIRE, node, turn.calls().login(target, node, staying)))
                        .toList()
                : List.of();
    }

    /// Why the last credential was not proved to be gone.
    Failure trouble(Credential gone) {
        return lastTrouble.orElseGet(() -> Failure.of(
                Step.RETIRE,
                "accepted",
                "the credential of \"" + gone.account() + "\" is still accepted after it was retired"));
    }

    /// What nodes still have to be told about a credential that is gone everywhere else.
    ///
    /// @param mayReturn whether a statement that was sent earlier could still bring it back
    List<Debt> owed(Credential gone, boolean mayReturn) {
        Stream<Debt> failed = topology.failed().stream().map(node -> Debt.ofFailed(node, List.of(gone)));
        Stream<Debt> late =
                mayReturn ? topology.writers().stream().map(node -> Debt.ofUnprovenLock(node, gone)) : Stream.empty();
        return Stream.concat(failed, late).toList();
    }

    private List<Reply> tell(Credential gone, Keep keep) {
        return turn.calls().askAll(Step.RETIRE, topology.writers(), node -> () -> target.retire(node, gone, keep));
    }

    private static boolean isForbidden(List<Reply> told) {
        return told.stream().anyMatch(reply -> reply.isRefusedFor(Refused.Reason.POLICY));
    }

    /// An engine may forbid old passwords; then the idle account is shut. The published one never is.
    private static boolean mayBeShut(CredentialSet set, Keep keep) {
        return keep instanceof Keep.Only(Credential staying)
                && set.published().filter(staying::equals).isEmpty();
    }
}
