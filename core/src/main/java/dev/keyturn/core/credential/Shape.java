// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

/// How the credentials of one rotation follow each other: the whole difference between engines and modes.
public enum Shape {
    /// Two users take turns; the idle one gets the new password.
    PAIR,
    /// A fresh user each time (Redis).
    FRESH,
    /// One user, and an engine that lets two of its passwords in.
    IN_PLACE_OVERLAPPING,
    /// One user, and an engine that knows one password: the old one is dead as soon as the new one is in.
    IN_PLACE_REPLACING;

    /// Whether both slots name the same account.
    public boolean isInPlace() {
        return this == IN_PLACE_OVERLAPPING || this == IN_PLACE_REPLACING;
    }
}
