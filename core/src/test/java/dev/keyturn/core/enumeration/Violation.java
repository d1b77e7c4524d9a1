// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// An invariant does not hold.
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what, null, false, false);
    }
}
