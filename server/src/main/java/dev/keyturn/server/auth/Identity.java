// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.time.Instant;

/// A machine identity of the organisation.
public record Identity(
        IdentityId id,
        OrganizationId organization,
        String name,
        OrganizationRole role,
        Instant createdAt,
        Instant updatedAt) {}
