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

    /// Says whether the credential may end now.
    ///
    /// @param usage what is known about who is logged in with it; what cannot be known counts as in use
    public boolean isOpen(Instant now, Usage usage) {
        return !now.isBefore(holdUntil) || (!now.isBefore(notBefore) && usage == Usage.UNUSED);
    }

    /// When to look again while it is shut.
    Instant nextLook(Instant now) {
        return now.isBefore(notBefore) ? notBefore : holdUntil;
    }

    /// Whether somebody uses a credential.
    public enum Usage {
        UNUSED,
        IN_USE,
        CANNOT_TELL
    }
}
