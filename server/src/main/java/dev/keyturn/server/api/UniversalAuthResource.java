// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ClientSecrets;
import dev.keyturn.server.auth.ClientSecrets.ClientSecret;
import dev.keyturn.server.auth.Identities;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.auth.UniversalAuth;
import dev.keyturn.server.auth.UniversalAuths;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;

/// Set-up of an identity's client id and client secrets (contract §7, §15.4).
final class UniversalAuthResource {
    private static final int LONGEST_DESCRIPTION = 256;

    private final Database database;
    private final Identities identities;
    private final UniversalAuths universalAuths;
    private final ClientSecrets clientSecrets;
    private final Permissions permissions;

    UniversalAuthResource(
            Database database,
            Identities identities,
            UniversalAuths universalAuths,
            ClientSecrets clientSecrets,
            Permissions permissions) {
        this.database = database;
        this.identities = identities;
        this.universalAuths = universalAuths;
        this.clientSecrets = clientSecrets;
        this.permissions = permissions;
    }

    Reply create(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.IDENTITY);
        var identity = identity(call);
        var settings = UniversalAuthJson.settings(call.body(), UniversalAuth.Settings.DEFAULT);
        try {
            return database.transaction(session -> {
                if (identities.find(session, identity).isEmpty()) {
                    throw ApiError.notFound("Identity with id \"%s\" not found".formatted(identity));
                }
                return reply(universalAuths.create(session, identity, settings));
            });
        } catch (Conflict _) {
            throw ApiError.badRequest("Identity %s has universal auth already".formatted(identity));
        }
    }

    Reply get(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.IDENTITY);
        return reply(database.read(session -> find(session, identity(call))));
    }

    Reply change(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.IDENTITY);
        var identity = identity(call);
        var body = call.body();
        return database.transaction(session -> {
            var present = find(session, identity);
            var settings = UniversalAuthJson.settings(body, present.settings());
            return reply(universalAuths.change(session, identity, settings));
        });
    }

    Reply delete(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.IDENTITY);
        var identity = identity(call);
        return database.transaction(session -> {
            var present = find(session, identity);
            universalAuths.delete(session, identity);
            return reply(present);
        });
    }

    Reply createSecret(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.IDENTITY);
        var identity = identity(call);
        var body = call.body();
        var description =
                body.text("description").trimmed().atMost(LONGEST_DESCRIPTION).or("");
        var usesLimit = body.integer("numUsesLimit").atLeast(0).or(0L);
        var ttl = body.integer("ttl")
                .between(0, UniversalAuth.Settings.LONGEST_TTL_SECONDS)
                .or(0L);
        body.done();
        return database.transaction(session -> {
            var auth = find(session, identity);
            var made = clientSecrets.create(session, identity, description, usesLimit, ttl);
            call.note("clientSecretId", made.kept().id());
            return Reply.ok(new MadeView(made.secret(), SecretView.of(auth, made.kept())));
        });
    }

    Reply secrets(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.IDENTITY);
        return database.read(session -> {
            var auth = find(session, identity(call));
            List<SecretView> all = clientSecrets.of(session, auth.identity()).stream()
                    .map(secret -> SecretView.of(auth, secret))
                    .toList();
            return Reply.ok("clientSecretData", all);
        });
    }

    Reply secret(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.READ, Subject.IDENTITY);
        return database.read(session -> {
            var auth = find(session, identity(call));
            return Reply.ok("clientSecretData", SecretView.of(auth, secret(session, auth, call)));
        });
    }

    private ClientSecret secret(Session session, UniversalAuth auth, Call call) {
        var id = call.uuid("clientSecretId");
        return clientSecrets
                .find(session, auth.identity(), id)
                .orElseThrow(() -> ApiError.notFound("Client secret with id \"%s\" not found".formatted(id)));
    }

    Reply revokeSecret(Call call, Caller caller) {
        permissions.requireOrganizationAdmin(caller, Action.EDIT, Subject.IDENTITY);
        return database.transaction(session -> {
            var auth = find(session, identity(call));
            var secret = secret(session, auth, call);
            return Reply.ok("clientSecretData", SecretView.of(auth, clientSecrets.revoke(session, secret)));
        });
    }

    private static IdentityId identity(Call call) {
        return new IdentityId(call.uuid("identityId"));
    }

    private UniversalAuth find(Session session, IdentityId identity) {
        return universalAuths
                .find(session, identity)
                .orElseThrow(() -> ApiError.notFound("Identity %s has no universal auth".formatted(identity)));
    }

    private static Reply reply(UniversalAuth auth) {
        return Reply.ok("identityUniversalAuth", UniversalAuthJson.of(auth));
    }

    private record MadeView(String clientSecret, SecretView clientSecretData) {
        @Override
        public String toString() {
            return "client secret";
        }
    }

    private record SecretView(
            String id,
            String clientSecretPrefix,
            String description,
            long clientSecretNumUses,
            long clientSecretNumUsesLimit,
            long clientSecretTTL,
            String identityUAId,
            boolean isClientSecretRevoked,
            Instant createdAt,
            Instant updatedAt) {
        static SecretView of(UniversalAuth auth, ClientSecret secret) {
            return new SecretView(
                    secret.id(),
                    secret.prefix(),
                    secret.description(),
                    secret.uses(),
                    secret.usesLimit(),
                    secret.ttlSeconds(),
                    auth.id(),
                    secret.revoked(),
                    secret.createdAt(),
                    secret.updatedAt());
        }
    }
}
