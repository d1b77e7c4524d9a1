// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import java.time.Instant;

/// A stage of a project, such as `dev`. It always has a root folder.
///
/// @param position where it stands in lists, from 1
public record Environment(
        EnvironmentId id,
        ProjectId projectId,
        String name,
        String slug,
        int position,
        Instant createdAt,
        Instant updatedAt) {}
