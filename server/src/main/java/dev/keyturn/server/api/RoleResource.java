// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.CustomRole;
import dev.keyturn.server.auth.CustomRoles;
import dev.keyturn.server.auth.Memberships;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.ProjectRole;
import dev.keyturn.server.auth.RoleSlug;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Roles of a project: those that it has made, and those that every project has (contract §7.1).
final class RoleResource {
    private final Database database;
    private final CustomRoles roles;
    private final Memberships memberships;
    private final Permissions permissions;

    RoleResource(Database database, CustomRoles roles, Memberships memberships, Permissions permissions) {
        this.database = database;
        this.roles = roles;
        this.memberships = memberships;
        this.permissions = permissions;
    }

    Reply create(Call call, Caller caller) {
        var draft = RoleBody.create(call.body());
        try {
            return database.transaction(session -> {
                var access = access(session, call, caller, Action.CREATE);
                permissions.requireBoundary(access, draft);
                var made = roles.create(session, access.project(), draft);
                call.note("roleId", made.id());
                call.note("slug", draft.slug().value());
                return reply(made);
            });
        } catch (Conflict _) {
            throw taken(draft);
        }
    }

    Reply list(Call call, Caller caller) {
        return database.read(session -> {
            var project = access(session, call, caller, Action.READ).project();
            List<RoleJson> all = Stream.concat(
                            Arrays.stream(ProjectRole.values()).map(role -> RoleJson.of(project, role)),
                            roles.of(session, project).stream().map(RoleJson::of))
                    .toList();
            return Reply.ok("roles", all);
        });
    }

    Reply bySlug(Call call, Caller caller) {
        return database.read(session -> {
            var project = access(session, call, caller, Action.READ).project();
            var slug = new RoleSlug(call.name("slug"));
            return ProjectRole.of(slug.value())
                    .map(role -> RoleJson.of(project, role))
                    .or(() -> roles.find(session, project, slug).map(RoleJson::of))
                    .map(role -> Reply.ok("role", role))
                    .orElseThrow(() -> ApiError.notFound("Role with slug \"%s\" not found".formatted(slug)));
        });
    }

    Reply change(Call call, Caller caller) {
        var body = call.body();
        var id = call.uuid("roleId");
        return database.transaction(session -> {
            var access = access(session, call, caller, Action.EDIT);
            var present = find(session, access.project(), id);
            var draft = RoleBody.change(body, present.draft());
            permissions.requireBoundary(access, present.draft());
            permissions.requireBoundary(access, draft);
            memberships.rename(session, access.project(), present.draft().slug(), draft.slug());
            try {
                return reply(roles.change(session, present, draft));
            } catch (Conflict _) {
                throw taken(draft);
            }
        });
    }

    Reply delete(Call call, Caller caller) {
        var id = call.uuid("roleId");
        return database.transaction(session -> {
            var access = access(session, call, caller, Action.DELETE);
            var present = find(session, access.project(), id);
            permissions.requireBoundary(access, present.draft());
            var slug = present.draft().slug();
            if (memberships.has(session, access.project(), slug)) {
                throw ApiError.badRequest(
                        "Role \"%s\" is in use. Give its members another role first.".formatted(slug));
            }
            roles.delete(session, present);
            return reply(present);
        });
    }

    private ProjectAccess access(Session session, Call call, Caller caller, Action action) {
        return permissions
                .require(session, caller, new ProjectId(call.name("projectId")))
                .require(action, Subject.ROLE);
    }

    private CustomRole find(Session session, ProjectId project, String id) {
        return roles.find(session, project, id)
                .orElseThrow(() -> ApiError.notFound("Role with id \"%s\" not found".formatted(id)));
    }

    private static ApiError taken(CustomRole.Draft draft) {
        return ApiError.badRequest("The project has a role with the slug \"%s\" already".formatted(draft.slug()));
    }

    private static Reply reply(CustomRole role) {
        return Reply.ok("role", RoleJson.of(role));
    }
}
