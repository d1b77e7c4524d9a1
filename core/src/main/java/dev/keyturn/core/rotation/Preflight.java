// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.CompletesRules;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.ReadsBack;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;

/// The `check` before an intent: the target is reachable, every required node would take the candidate, and all that
/// the intent has to carry is known. Changes nothing.
sealed interface Preflight {

    /// Something stops the run.
    record Missing(Failure why) implements Preflight {}

    /// Nothing does. What was found out is frozen with the intent; nothing of it is read again later.
    ///
    /// @param set  with the verifier of an account whose password is not ours, if it can be read
    /// @param next with its rules completed
    record Ready(CredentialSet set, Credential next) implements Preflight {}

    static Preflight of(RotationPorts.Access access, Calls calls, CredentialSet set, Credential candidate) {
        try (Target target = access.open(calls.deadline())) {
            Topology topology = target.nodes();
            Credential next = completed(target, candidate);
            List<Reply> replies = target instanceof Preflights preflights
                    ? calls.askAll(Step.CHECK, topology.required(), node -> () -> preflights.preflight(node, next))
                    : List.of();
            Optional<Failure> missing = replies.stream()
                    .filter(reply -> !reply.isYes())
                    .map(Reply::failure)
                    .findFirst();
            Preflight verdict = missing.isPresent()
                    ? new Missing(missing.orElseThrow())
                    : new Ready(withVerifier(target, topology, calls, set), next);
            calls.warn(target);
            return verdict;
        } catch (TargetException cause) {
            return new Missing(calls.failed(Step.CHECK, cause));
        }
    }

    /// What has to be looked up about an account before its rules can be frozen is looked up.
    static Credential completed(Target target, Credential credential) throws Refused, Unanswered {
        return target instanceof CompletesRules able
                ? credential.under(able.complete(credential.account(), credential.rules()))
                : credential;
    }

    /// The candidate takes the place of a password that is not ours: only what was read now can be given back.
    private static CredentialSet withVerifier(Target target, Topology topology, Calls calls, CredentialSet set)
            throws Unanswered {
        if (!(set.place() instanceof Slot.Unknown unknown)) {
            return set;
        }
        Optional<Verifier> found = found(target, topology, unknown);
        if (found.isEmpty()) {
            calls.warn("the password of \"" + unknown.account()
                    + "\" cannot be read: if this candidate has to be taken back, nobody logs in with the account");
        }
        return set.finding(found);
    }

    private static Optional<Verifier> found(Target target, Topology topology, Slot.Unknown unknown) throws Unanswered {
        Optional<Node> node = topology.writers().stream().findFirst();
        if (node.isEmpty() || !(target instanceof ReadsBack catalogue)) {
            return Optional.empty();
        }
        try {
            return catalogue.found(node.orElseThrow(), unknown.account());
        } catch (Refused notOurs) {
            return Optional.empty();
        }
    }
}
