// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

/// Identifies whoever a personal secret belongs to, a person or a machine identity.
public record OwnerId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
