// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.CustomRoles;
import dev.keyturn.server.auth.Identities;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.auth.Memberships;
import dev.keyturn.server.auth.Memberships.Membership;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.ProjectRole;
import dev.keyturn.server.auth.RoleSlug;
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
import java.util.Optional;
import java.util.Set;

/// Which machine identities belong to a project, and as what (contract §7.1).
final class MembershipResource {
    private final Database database;
    private final Identities identities;
    private final Memberships memberships;
    private final CustomRoles customRoles;
    private final Permissions permissions;

    MembershipResource(
            Database database,
            Identities identities,
            Memberships memberships,
            CustomRoles customRoles,
            Permissions permissions) {
        this.database = database;
        this.identities = identities;
        this.memberships = memberships;
        this.customRoles = customRoles;
        this.permissions = permissions;
    }

    Reply create(Call call, Caller caller) {
        var identity = identity(call);
        var body = call.body();
        var roles = roles(body);
        body.done();
        try {
            return database.transaction(session -> {
                var access = access(session, call, caller, Action.CREATE);
                if (identities.findAnyone(session, identity).isEmpty()) {
                    throw ApiError.notFound("Identity with id \"%s\" not found".formatted(identity));
                }
                var given = roles.isEmpty() ? Set.of(ProjectRole.NO_ACCESS.slug()) : roles;
                requireGrantable(session, access, given);
                note(call, given);
                return reply(session, memberships.create(session, access.project(), identity, given));
            });
        } catch (Conflict _) {
            throw ApiError.badRequest(
                    "Identity %s is a member of project %s already".formatted(identity, call.name("projectId")));
        }
    }

    Reply list(Call call, Caller caller) {
        return database.read(session -> {
            var project = access(session, call, caller, Action.READ).project();
            var all = memberships.of(session, project).stream()
                    .map(membership -> view(session, membership))
                    .toList();
            return Reply.ok(new ListView(all, all.size()));
        });
    }

    Reply get(Call call, Caller caller) {
        return database.read(session -> {
            var project = access(session, call, caller, Action.READ).project();
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
            var access = access(session, call, caller, Action.EDIT);
            var present = find(session, access.project(), identity(call));
            requireGrantable(session, access, roles);
            note(call, roles);
            permissions.requireBoundary(session, access, present.roles());
            return reply(session, memberships.change(session, present, roles));
        });
    }

    Reply delete(Call call, Caller caller) {
        return database.transaction(session -> {
            var access = access(session, call, caller, Action.DELETE);
            var present = find(session, access.project(), identity(call));
            permissions.requireBoundary(session, access, present.roles());
            var reply = reply(session, present);
            memberships.delete(session, present);
            return reply;
        });
    }

    private ProjectAccess access(Session session, Call call, Caller caller, Action action) {
        return permissions
                .require(session, caller, new ProjectId(call.name("projectId")))
                .require(action, Subject.IDENTITY);
    }

    private void requireGrantable(Session session, ProjectAccess access, Set<RoleSlug> given) {
        permissions.requireRoles(session, access.project(), given);
        permissions.requireBoundary(session, access, given);
    }

    private static IdentityId identity(Call call) {
        return new IdentityId(call.uuid("identityId"));
    }

    private static void note(Call call, Set<RoleSlug> roles) {
        call.note("roles", roles.stream().sorted().map(RoleSlug::value).toList());
    }

    private static Set<RoleSlug> roles(Input body) {
        var roles = new HashSet<RoleSlug>();
        body.text("role").slug().optional().map(RoleSlug::new).ifPresent(roles::add);
        for (var item : body.objects("roles")) {
            roles.add(new RoleSlug(item.text("role").slug().required()));
            if (item.flag("isTemporary").nullable().orElse(false)) {
                item.refuse("isTemporary", "not supported yet");
            }
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
        return Reply.ok("identityMembership", view(session, membership));
    }

    private View view(Session session, Membership membership) {
        var identity = identities.findAnyone(session, membership.identity()).orElseThrow();
        return new View(
                membership.id(),
                membership.project().value(),
                identity.id().value(),
                membership.roles().stream()
                        .sorted()
                        .map(role -> roleView(session, membership.project(), role))
                        .toList(),
                new IdentityView(identity.id().value(), identity.name()),
                membership.createdAt(),
                membership.updatedAt());
    }

    private record ListView(List<View> identityMemberships, int totalCount) {}

    private record View(
            String id,
            String projectId,
            String identityId,
            List<RoleView> roles,
            IdentityView identity,
            Instant createdAt,
            Instant updatedAt) {}

    private RoleView roleView(Session session, ProjectId project, RoleSlug slug) {
        return customRoles
                .find(session, project, slug)
                .map(role -> new RoleView(
                        "custom",
                        Optional.of(role.id()),
                        Optional.of(role.draft().name()),
                        Optional.of(slug.value())))
                .orElseGet(() -> new RoleView(slug.value(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /// @param role `custom` for one that the project has made
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record RoleView(
            String role,
            Optional<String> customRoleId,
            Optional<String> customRoleName,
            Optional<String> customRoleSlug) {}

    private record IdentityView(String id, String name) {}
}
