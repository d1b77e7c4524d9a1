// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.CredentialSet;
import java.time.Instant;

/// How a rotation begins, by a candidate of ours or by a credential that somebody brings.
///
/// @param vacant the set in which nothing was ever published
/// @param ports  for a rotation whose row does not exist yet
/// @param row    makes the row
/// @param until  how long the caller waits; from then on nothing is published for it
public record Issue(CredentialSet vacant, RotationPorts ports, Row row, Instant until) {
    /// Makes the row durable.
    @FunctionalInterface
    public interface Row {
        /// Writes the row in a commit of its own, leased to this worker for `Rotator.LEASE`: with its intent, or with a
        /// credential that consumers read from then on.
        Leased begin(Rotation first);
    }
}
