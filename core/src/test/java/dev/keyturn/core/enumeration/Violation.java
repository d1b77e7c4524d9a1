// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// An invariant does not hold.
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    /// What somebody would suffer from it.
    enum Harm {
        /// A password or a rotation: nobody knows it, or it never comes to rest.
        LOST,
        /// A login of somebody who did nothing wrong.
        REFUSED,
        /// Something is accepted that nobody answers for.
        UNKNOWN_ACCOUNT
    }

    private final Harm harm;

    Violation(Harm harm, String what) {
        super(what, null, false, false);
        this.harm = harm;
    }

    Harm harm() {
        return harm;
    }
}
