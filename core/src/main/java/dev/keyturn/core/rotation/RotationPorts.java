// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.CandidateSource;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Unanswered;

/// What a shell brings for one rotation, besides its store.
///
/// @param access     the way to the target
/// @param candidates where passwords come from
/// @param boot       what nodes accept when they start
public record RotationPorts(Access access, CandidateSource candidates, BootState boot) {
    /// Opens the target of one rotation.
    @FunctionalInterface
    public interface Access {
        /// @param deadline no call of the visit runs past it
        /// @throws Refused    none of our logins was accepted, or the address is not allowed
        /// @throws Unanswered nobody answered
        Target open(Deadline deadline) throws Refused, Unanswered;
    }
}
