// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Instant;

/// May a superseded credential end? Decided from stored times and fresh evidence, never from hope.
///
/// @param notBefore the end of the grace
/// @param holdUntil how long somebody who still uses it is waited for after that
public record Gate(Instant notBefore, Instant holdUntil) {
    /// A gate that has been open since `now`.
    public static Gate open(Instant now) {
        return new Gate(now, now);
    }

    /// @param usage what is known about who is logged in with it; what cannot be known counts as in use
    public boolean isOpen(Instant now, Usage usage) {
        return !now.isBefore(holdUntil) || !now.isBefore(notBefore) && usage == Usage.UNUSED;
    }

    /// Whether somebody uses a credential.
    public enum Usage {
        UNUSED,
        IN_USE,
        CANNOT_TELL
    }
}
