// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Identities;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.auth.Memberships;
import dev.keyturn.server.auth.Memberships.Membership;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.ProjectRole;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which machine identities belong to a project, and as what (contract §7.1).
final class MembershipResource {
    private final Database database;
    private final Identities identities;
    private final Memberships memberships;
    private final Permissions permissions;

    MembershipResource(Database database, Identities identities, Memberships memberships, Permissions permissions) {
        this.database = database;
        this.identities = identities;
        this.memberships = memberships;
        this.permissions = permissions;
    }

    Reply create(Call call, Caller caller) {
        var identity = identity(call);
        var body = call.body();
        var roles = roles(body);
        body.done();
        try {
            return database.transaction(session -> {
                var project = project(session, call, caller, Action.CREATE);
                if (identities.find(session, identity).isEmpty()) {
                    throw ApiError.notFound("Identity with id \"%s\" not found".formatted(identity));
                }
                var given = roles.isEmpty() ? Set.of(ProjectRole.NO_ACCESS) : roles;
                return reply(session, memberships.create(session, project, identity, given));
            });
        } catch (Conflict _) {
            throw ApiError.badRequest(
                    "Identity %s is a member of project %s already".formatted(identity, call.name("projectId")));
        }
    }

    Reply get(Call call, Caller caller) {
        return database.read(session -> {
            var project = project(session, call, caller, Action.READ);
            return reply(session, find(session, project, identity(call)));
        });
    }

    Reply change(Call call, Caller caller) {
        var body = call.body();
        var roles = roles(body);
        if (roles.isEmpty()) {
            body.refuse("roles", "At least one role is needed");
        }
        body.done();
        return database.transaction(session -> {
            var project = project(session, call, caller, Action.EDIT);
            var present = find(session, project, identity(call));
            return reply(session, memberships.change(session, present, roles));
        });
    }

    Reply delete(Call call, Caller caller) {
        return database.transaction(session -> {
            var project = project(session, call, caller, Action.DELETE);
            var present = find(session, project, identity(call));
            var reply = reply(session, present);
            memberships.delete(session, present);
            return reply;
        });
    }

    private ProjectId project(Session session, Call call, Caller caller, Action action) {
        return permissions
                .require(session, caller, new ProjectId(call.name("projectId")))
                .require(action, Subject.IDENTITY)
                .project();
    }

    private static IdentityId identity(Call call) {
        return new IdentityId(call.uuid("identityId"));
    }

    private static Set<ProjectRole> roles(Input body) {
        var roles = new HashSet<ProjectRole>();
        body.text("role")
                .oneOf(ProjectRole.wireNames())
                .optional()
                .flatMap(ProjectRole::of)
                .ifPresent(roles::add);
        for (var item : body.objects("roles")) {
            ProjectRole.of(item.text("role").oneOf(ProjectRole.wireNames()).required())
                    .ifPresent(roles::add);
        }
        return Set.copyOf(roles);
    }

    private Membership find(Session session, ProjectId project, IdentityId identity) {
        return memberships
                .find(session, project, identity)
                .orElseThrow(() ->
                        ApiError.notFound("Identity %s is not a member of project %s".formatted(identity, project)));
    }

    private Reply reply(Session session, Membership membership) {
        var identity = identities.find(session, membership.identity()).orElseThrow();
        return Reply.ok(
                "identityMembership",
                new View(
                        membership.id(),
                        membership.project().value(),
                        identity.id().value(),
                        membership.roles().stream()
                                .sorted()
                                .map(role -> new RoleView(role.wireName()))
                                .toList(),
                        new IdentityView(identity.id().value(), identity.name()),
                        membership.createdAt(),
                        membership.updatedAt()));
    }

    private record View(
            String id,
            String projectId,
            String identityId,
            List<RoleView> roles,
            IdentityView identity,
            Instant createdAt,
            Instant updatedAt) {}

    private record RoleView(String role) {}

    private record IdentityView(String id, String name) {}
}
