// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

import java.util.Optional;

/// What an engine accepts as a password, so that only that is generated. Requirements that cannot be met are refused
/// when they are made, never silently altered.
///
/// @param maxLength   in characters
/// @param advisedBits the entropy below which a password is taken with a warning: 128 where the engine stores an
///                    unsalted hash, which can be tried against all accounts at once; 0 for no advice
public record PasswordPolicy(int maxLength, int advisedBits) {
    public PasswordPolicy(int maxLength) {
        this(maxLength, 0);
    }

    /// Says why requirements cannot be met here, in a sentence for their owner; empty if they can.
    public Optional<String> refuses(PasswordRequirements wanted) {
        return wanted.length() <= maxLength
                ? Optional.empty()
                : Optional.of("passwords of " + wanted.length()
                        + " characters are not possible here: the engine takes at most " + maxLength
                        + "; lower passwordRequirements.length");
    }

    /// Says what is weak about requirements that can be met, in a sentence for their owner; empty if nothing.
    public Optional<String> warns(PasswordRequirements wanted) {
        return wanted.bits() >= advisedBits
                ? Optional.empty()
                : Optional.of("passwords of " + wanted.length() + " characters from this alphabet have about "
                        + (int) wanted.bits()
                        + " bits of entropy; the engine stores an unsalted hash of them, for which "
                        + advisedBits + " are advised: raise passwordRequirements.length");
    }
}
