// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import java.util.List;
import java.util.Optional;

/// The `check` before an intent: the target is reachable, and every required node would take the candidate.
final class Preflight {
    private Preflight() {}

    /// Says what stops a run, if anything does. Changes nothing.
    static Optional<Failure> of(RotationPorts.Access access, Calls calls, Credential next) {
        try (Target target = access.open(calls.deadline())) {
            List<Reply> replies = target instanceof Preflights preflights
                    ? calls.askAll(
                            Step.CHECK, target.nodes().required(), node -> () -> preflights.preflight(node, next))
                    : List.of();
            calls.warn(target);
            return replies.stream()
                    .filter(reply -> !reply.isYes())
                    .map(Reply::failure)
                    .findFirst();
        } catch (TargetException cause) {
            return Optional.of(calls.failed(Step.CHECK, cause));
        }
    }
}
