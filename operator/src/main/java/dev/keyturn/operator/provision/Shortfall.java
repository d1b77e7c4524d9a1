// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

/// Why a database cannot be built now: something that it needs is missing or wrong. It is tried again.
public final class Shortfall extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason  one word, for the condition
    /// @param message what is missing, and what to do; never a secret
    public Shortfall(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
