// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.auth.OrganizationRole;
import dev.keyturn.server.auth.People;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.Person;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.crypto.PasswordHash;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// People who may sign in at the console. Keyturn's own addition to the API: Infisical invites people by mail.
final class PersonResource {
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_TEXT = 255;

    private final Database database;
    private final People people;
    private final Permissions permissions;
    private final Randomness randomness;

    PersonResource(Database database, People people, Permissions permissions, Randomness randomness) {
        this.database = database;
        this.people = people;
        this.permissions = permissions;
        this.randomness = randomness;
    }

    static TextField email(Input body) {
        return body.text("email")
                .trimmed()
                .atMost(LONGEST_TEXT)
                .must(text -> text.matches("[^@\\s]+@[^@\\s]+"), "Not an e-mail address");
    }

    static TextField password(Input body) {
        return body.text("password").atLeast(SHORTEST_PASSWORD).atMost(LONGEST_TEXT);
    }

    Reply create(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.CREATE, Subject.MEMBER);
        var body = call.body();
        var email = email(body).required();
        var password = password(body).required();
        var role = role(body).orElse(OrganizationRole.MEMBER);
        body.done();
        var draft = new People.Draft(email, hash(password), role, false);
        try {
            return database.transaction(session -> {
                var made = people.create(session, caller.organization(), draft);
                call.note("userId", made.id().value());
                return reply(made);
            });
        } catch (Conflict _) {
            throw ApiError.badRequest("Somebody with the e-mail address \"%s\" exists already".formatted(email));
        }
    }

    Reply list(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.MEMBER);
        var all = database.read(people::all).stream().map(View::of).toList();
        return Reply.ok(new ListView(all, all.size()));
    }

    Reply get(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.MEMBER);
        return reply(database.read(session -> find(session, call)));
    }

    /// A new password signs the person out everywhere.
    Reply change(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.MEMBER);
        var body = call.body();
        var role = role(body);
        var password = password(body).optional();
        body.done();
        var hash = password.map(this::hash);
        return database.transaction(session -> {
            var present = find(session, call);
            hash.ifPresent(text -> people.setPassword(session, present, text));
            return reply(people.change(session, present, role.orElse(present.role())));
        });
    }

    Reply delete(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.DELETE, Subject.MEMBER);
        return database.transaction(session -> {
            var present = find(session, call);
            people.delete(session, present);
            return reply(present);
        });
    }

    private String hash(String password) {
        return PasswordHash.of(password, randomness.source());
    }

    private static Optional<OrganizationRole> role(Input body) {
        return body.text("role").oneOf(OrganizationRole.wireNames()).optional().flatMap(OrganizationRole::of);
    }

    private Person find(Session session, Call call) {
        var id = new IdentityId(call.uuid("userId"));
        return people.find(session, id)
                .orElseThrow(() -> ApiError.notFound("User with id \"%s\" not found".formatted(id)));
    }

    private static Reply reply(Person person) {
        return Reply.ok("user", View.of(person));
    }

    private record ListView(List<View> users, int totalCount) {}

    private record View(
            String id,
            String email,
            String username,
            String orgId,
            String role,
            boolean superAdmin,
            Instant createdAt,
            Instant updatedAt) {
        static View of(Person person) {
            return new View(
                    person.id().value(),
                    person.email(),
                    person.email(),
                    person.organization().value(),
                    person.role().wireName(),
                    person.superAdmin(),
                    person.createdAt(),
                    person.updatedAt());
        }
    }
}
