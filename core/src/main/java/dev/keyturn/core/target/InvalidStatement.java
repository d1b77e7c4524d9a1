// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// A statement template that cannot be rendered safely, or not by this engine.
public final class InvalidStatement extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param message which part, and why, in one sentence
    public InvalidStatement(String message) {
        super(message);
    }
}
