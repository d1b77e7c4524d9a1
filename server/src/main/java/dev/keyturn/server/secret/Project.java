// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import java.time.Instant;
import java.util.Optional;

/// A project: what a team shares, with a data key of its own.
///
/// @param type `secret-manager`, or what its maker said
public record Project(
        ProjectId id,
        String orgId,
        String name,
        String slug,
        Optional<String> description,
        String type,
        Instant createdAt,
        Instant updatedAt) {}
