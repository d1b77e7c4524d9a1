// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// A permission scope that the engine would not take, or not survive.
public final class InvalidScope extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message which token, and why, in one sentence
    public InvalidScope(String message) {
        super(message);
    }
}
