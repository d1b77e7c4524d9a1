// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Identities;
import dev.keyturn.server.auth.Identity;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.auth.OrganizationRole;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Machine identities of the organisation (contract §7.1).
final class IdentityResource {
    private static final int LONGEST_NAME = 255;

    private final Database database;
    private final Identities identities;
    private final Permissions permissions;

    IdentityResource(Database database, Identities identities, Permissions permissions) {
        this.database = database;
        this.identities = identities;
        this.permissions = permissions;
    }

    Reply create(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.CREATE, Subject.IDENTITY);
        var body = call.body();
        var name = body.text("name").trimmed().atLeast(1).atMost(LONGEST_NAME).required();
        var organization = body.text("organizationId").trimmed().required();
        var role = role(body).orElse(OrganizationRole.NO_ACCESS);
        body.done();
        requireOwn(caller, organization);
        return database.transaction(session -> reply(identities.create(session, caller.organization(), name, role)));
    }

    Reply list(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.IDENTITY);
        var query = call.query();
        var organization =
                query.text("orgId").trimmed().or(caller.organization().value());
        query.done();
        requireOwn(caller, organization);
        var all = database.read(identities::all).stream().map(View::of).toList();
        return Reply.ok(new ListView(all, all.size()));
    }

    Reply get(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.IDENTITY);
        return reply(database.read(session -> find(session, call)));
    }

    Reply change(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.IDENTITY);
        var body = call.body();
        var name = body.text("name").trimmed().atLeast(1).atMost(LONGEST_NAME).optional();
        var role = role(body);
        body.done();
        return database.transaction(session -> {
            var present = find(session, call);
            return reply(
                    identities.change(session, present.id(), name.orElse(present.name()), role.orElse(present.role())));
        });
    }

    Reply delete(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.DELETE, Subject.IDENTITY);
        return database.transaction(session -> {
            var present = find(session, call);
            identities.delete(session, present.id());
            return reply(present);
        });
    }

    private static Optional<OrganizationRole> role(Input body) {
        return body.text("role").oneOf(OrganizationRole.wireNames()).optional().flatMap(OrganizationRole::of);
    }

    private static void requireOwn(Caller caller, String organization) {
        if (!caller.organization().value().equals(organization)) {
            throw ApiError.forbidden("The organization does not exist, or you do not belong to it");
        }
    }

    private Identity find(Session session, Call call) {
        var id = new IdentityId(call.uuid("identityId"));
        return identities
                .find(session, id)
                .orElseThrow(() -> ApiError.notFound("Identity with id \"%s\" not found".formatted(id)));
    }

    private static Reply reply(Identity identity) {
        Notes.tell("identityId", identity.id().value());
        Notes.tell("name", identity.name());
        Notes.tell("role", identity.role().wireName());
        return Reply.ok("identity", View.of(identity));
    }

    private record ListView(List<View> identities, int totalCount) {}

    private record View(String id, String name, String orgId, String role, Instant createdAt, Instant updatedAt) {
        static View of(Identity identity) {
            return new View(
                    identity.id().value(),
                    identity.name(),
                    identity.organization().value(),
                    identity.role().wireName(),
                    identity.createdAt(),
                    identity.updatedAt());
        }
    }
}
