// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// Identifies the organisation.
public record OrganizationId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
