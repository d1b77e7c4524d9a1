// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.secret.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A role that a project has made for itself.
public record CustomRole(String id, ProjectId project, Draft draft, Instant createdAt, Instant updatedAt) {

    /// What its author decides.
    public record Draft(RoleSlug slug, String name, Optional<String> description, List<Permission> permissions) {
        public Draft {
            permissions = List.copyOf(permissions);
        }

        List<Rule> rules() {
            return permissions.stream().map(Permission::rule).toList();
        }
    }
}
