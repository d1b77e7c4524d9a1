// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// The process died. No finally block of it has an effect on anything outside.
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process died", null, false, false);
    }
}
