// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

/// The operator cannot start, and the message says what to do. Whoever starts it shows the message and ends.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String message) {
        super(message);
    }
}
