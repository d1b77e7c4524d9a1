// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Duration;
import java.time.Instant;

/// May a superseded credential end? Decided from stored times and fresh evidence, never from hope.
///
/// @param notBefore the end of the grace
/// @param holdUntil how long somebody who still uses it is waited for after that
public record Gate(Instant notBefore, Instant holdUntil) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

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

    /// Whether it may open earlier or later, depending on who uses the credential.
    boolean isHolding() {
        return holdUntil.isAfter(notBefore);
    }

    /// How long it surely stays shut if nothing is known about its use.
    Instant shutUntil(Instant now) {
        return now.isBefore(notBefore) ? notBefore : holdUntil;
    }

    /// When to look again while it is shut: ten times while it is held, each minute at most and each quarter of an hour
    /// at least.
    Instant nextLook(Instant now) {
        if (now.isBefore(notBefore)) {
            return notBefore;
        }
        Duration tenth = Duration.between(notBefore, holdUntil).dividedBy(10);
        Duration pause = tenth.compareTo(SHORTEST) < 0 ? SHORTEST : tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
        Instant look = now.plus(pause);
        return look.isBefore(holdUntil) ? look : holdUntil;
    }

    /// Whether somebody uses a credential.
    public enum Usage {
        UNUSED,
        IN_USE,
        CANNOT_TELL
    }
}
