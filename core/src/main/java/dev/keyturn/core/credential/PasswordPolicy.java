// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.Optional;

/// What an engine accepts as a password, so that only that is generated. Requirements that cannot be met are refused
/// when they are made, never silently altered.
///
/// @param maxLength in characters
public record PasswordPolicy(int maxLength) {
    /// Says why requirements cannot be met here, in a sentence for their owner; empty if they can.
    public Optional<String> refuses(PasswordRequirements wanted) {
        return wanted.length() <= maxLength
                ? Optional.empty()
                : Optional.of("passwords of " + wanted.length()
                        + " characters are not possible here: the engine takes at most " + maxLength
                        + "; lower passwordRequirements.length");
    }
}
