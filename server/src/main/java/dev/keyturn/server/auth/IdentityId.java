// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// Identifies a machine identity.
public record IdentityId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
