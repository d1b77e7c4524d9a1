// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.Failure;

/// The cluster said no, or holds what forbids to go on: trying again at once changes nothing.
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// @param text for a person, without a secret
    Denied(Reason reason, String text) {
        super(text);
        this.reason = reason;
    }

    Failure why() {
        return reason.because(String.valueOf(getMessage()));
    }
}
