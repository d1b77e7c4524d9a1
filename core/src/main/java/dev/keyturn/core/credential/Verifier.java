// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.credential;

/// What a target's catalogue holds instead of a password, read before an intent so that it can be written back.
/// It prints as asterisks: for weak passwords a verifier is nearly the password.
public record Verifier(String text) {
    @Override
    public String toString() {
        return "********";
    }
}
