// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies a secret; it stays through every rename.
public record SecretId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
