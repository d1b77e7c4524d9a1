// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.time.Instant;

/// Somebody who signs in at the console. What they may do follows from their role in the organisation and their
/// memberships, as for every identity.
///
/// @param email in lower case
/// @param superAdmin whether this is the person who opened the installation
public record Person(
        IdentityId id,
        String email,
        boolean superAdmin,
        OrganizationId organization,
        OrganizationRole role,
        Instant createdAt,
        Instant updatedAt) {

    /// As who they ask for something.
    public Caller caller() {
        return new Caller(Caller.Kind.PERSON, id, email, organization, role);
    }
}
