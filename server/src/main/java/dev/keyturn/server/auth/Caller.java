// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// The machine identity that sent a request, proved by its access token.
public record Caller(IdentityId identity, String name, OrganizationId organization, OrganizationRole role) {
    public boolean isOrganizationAdmin() {
        return role == OrganizationRole.ADMIN;
    }
}
