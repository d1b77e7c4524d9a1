// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// Who sent a request: a machine identity, proved by its access token, or a person, by a console session.
///
/// @param name of a person the e-mail address
public record Caller(Kind kind, IdentityId identity, String name, OrganizationId organization, OrganizationRole role) {

    /// What it is.
    public enum Kind {
        MACHINE,
        PERSON
    }

    public boolean isOrganizationAdmin() {
        return role == OrganizationRole.ADMIN;
    }
}
