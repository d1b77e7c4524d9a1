// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The one place that finds out who may do what (contract §15.4).
public final class Permissions {
    private final CustomRoles roles;

    public Permissions(CustomRoles roles) {
        this.roles = roles;
    }

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
                .map(slugs -> new ProjectAccess(project, rules(session, project, Memberships.roles(slugs))));
    }

    /// @throws ApiError 400 if there is no such role in the project
    public void requireRoles(Session session, ProjectId project, Set<RoleSlug> slugs) {
        for (var slug : slugs) {
            if (ProjectRole.of(slug.value()).isEmpty()
                    && roles.find(session, project, slug).isEmpty()) {
                throw ApiError.badRequest("Role \"%s\" does not exist in project %s".formatted(slug, project));
            }
        }
    }

    /// Nobody gives, takes or changes rights that they do not have themselves.
    ///
    /// @param affected roles that are given or taken
    /// @throws ApiError 403 if one of them allows what the caller may not do
    public void requireBoundary(Session session, ProjectAccess access, Set<RoleSlug> affected) {
        requireBoundary(access, rules(session, access.project(), affected));
    }

    /// As [#requireBoundary(Session, ProjectAccess, Set)], for a role that is made, changed or deleted.
    public void requireBoundary(ProjectAccess access, CustomRole.Draft role) {
        requireBoundary(access, new Rules(role.rules()));
    }

    private static void requireBoundary(ProjectAccess access, Rules affected) {
        if (!access.rules().cover(affected)) {
            throw ApiError.permissionBoundary(
                    "You may not give or take rights in project %s that you do not have yourself"
                            .formatted(access.project()));
        }
    }

    private Rules rules(Session session, ProjectId project, Set<RoleSlug> slugs) {
        return new Rules(slugs.stream()
                .sorted()
                .flatMap(slug -> roles.rules(session, project, slug).stream())
                .toList());
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
