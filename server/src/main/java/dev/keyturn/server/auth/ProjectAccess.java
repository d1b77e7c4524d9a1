// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.ProjectId;
import java.util.List;
import java.util.Set;

/// What a caller may do in one project, of which it is a member.
public record ProjectAccess(ProjectId project, Set<ProjectRole> roles) {
    public ProjectAccess {
        roles = Set.copyOf(roles);
    }

    public boolean allows(Action action, Subject subject) {
        return roles.stream().anyMatch(role -> Permissions.allows(role, action, subject));
    }

    /// @throws ApiError 403 if no role allows it
    public ProjectAccess require(Action action, Subject subject) {
        if (!allows(action, subject)) {
            throw ApiError.permissionDenied(
                    "You are not allowed to %s on %s".formatted(action.wireName(), subject.wireName()), List.of());
        }
        return this;
    }
}
