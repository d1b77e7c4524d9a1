// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;

/// The one place that finds out who may do what (contract §15.4).
public final class Permissions {
    /// What the caller may do in a project; empty if it is no member, or if there is no such project: a caller must not
    /// learn which.
    public Optional<ProjectAccess> find(Session session, Caller caller, ProjectId project) {
        Notes.current().ifPresent(notes -> notes.project(project.value()));
        if (caller.isOrganizationAdmin()) {
            return session.exists("SELECT 1 FROM project WHERE id = ?", project.value())
                    ? Optional.of(new ProjectAccess(project, new Rules(ProjectRole.ADMIN.rules())))
                    : Optional.empty();
        }
        return session.one(
                        "SELECT roles FROM project_membership WHERE project_id = ? AND identity_id = ?",
                        row -> row.text("roles"),
                        project.value(),
                        caller.identity().value())
                .map(roles -> new ProjectAccess(
                        project,
                        new Rules(Memberships.roles(roles).stream()
                                .flatMap(role -> role.rules().stream())
                                .toList())));
    }

    /// As [#find], for routes that name the project.
    ///
    /// @throws ApiError 403 if the caller is no member, or if there is no such project
    public ProjectAccess require(Session session, Caller caller, ProjectId project) {
        return find(session, caller, project)
                .orElseThrow(() -> ApiError.forbidden(
                        "The project does not exist, or you are not a member of it: %s".formatted(project)));
    }

    /// @throws ApiError 403 unless the caller is an admin of the organisation
    public void requireOrganizationAdmin(Caller caller, Action action, Subject subject) {
        if (!caller.isOrganizationAdmin()) {
            throw ApiError.permissionDenied(
                    "You are not allowed to %s on %s".formatted(action.wireName(), subject.wireName()), List.of());
        }
    }

    /// Whether the caller may make projects.
    ///
    /// @throws ApiError 403 if not
    public void requireProjectCreation(Caller caller) {
        if (caller.role() == OrganizationRole.NO_ACCESS) {
            throw ApiError.permissionDenied("You are not allowed to create on project", List.of());
        }
    }
}
