// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.SecretView.Location;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Issue;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secret.Metadata;
import dev.keyturn.server.secret.SecretName;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.secret.Secrets.OwnedByRotation;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Writing secrets (contract §8.1, v3). What a rotation owns is refused, but for comment and metadata (§4.7).
final class SecretWrites {
    private final Database database;
    private final Places places;
    private final Secrets secrets;

    SecretWrites(Database database, Places places, Secrets secrets) {
        this.database = database;
        this.places = places;
        this.secrets = secrets;
    }

    /// The folder that a write is about.
    private record Target(ProjectAccess access, Environment environment, Folder folder) {
        Reply reply(Secret secret) {
            var location = new Location(access.project(), environment.slug(), folder.path());
            return Reply.ok(
                    "secret",
                    SecretView.of(location, secret, Optional.of(secret.content().value())));
        }
    }

    Reply create(Call call, Caller caller) {
        var name = call.written("name");
        if (!SecretName.isValid(name)) {
            throw ApiError.validation(Issue.custom(List.of("secretName"), SecretName.RULE));
        }
        var body = call.body();
        var query = SecretQuery.of(body);
        refuseUnsupported(body);
        var content = new Content(
                body.text("secretValue").required(),
                body.text("secretComment").trimmed().nullable().orElse(""),
                metadata(body).orElse(List.of()),
                body.flag("skipMultilineEncoding").nullable().orElse(false));
        body.done();
        return write(query, caller, Action.CREATE, (session, target) -> {
            var made = secrets.create(
                    session, target.access().project(), target.folder().id(), name, content, actor(caller));
            return target.reply(made);
        });
    }

    Reply change(Call call, Caller caller) {
        var name = call.name("name");
        var body = call.body();
        var query = SecretQuery.of(body);
        refuseUnsupported(body);
        var newName = body.text("newSecretName")
                .trimmed()
                .must(SecretName::isValid, SecretName.RULE)
                .nullable();
        var change = new Change(
                body.text("secretValue").nullable(),
                body.text("secretComment").trimmed().nullable(),
                metadata(body),
                body.flag("skipMultilineEncoding").nullable());
        body.done();
        return write(query, caller, Action.EDIT, (session, target) -> {
            var present = find(session, target, name);
            var changed = secrets.change(
                    session,
                    target.access().project(),
                    present,
                    newName.orElse(name),
                    change.applyTo(present.content()),
                    actor(caller));
            return target.reply(changed);
        });
    }

    Reply delete(Call call, Caller caller) {
        var name = call.name("name");
        var body = call.body();
        var query = SecretQuery.of(body);
        body.done();
        return write(query, caller, Action.DELETE, (session, target) -> {
            var present = find(session, target, name);
            secrets.delete(session, present);
            return target.reply(present);
        });
    }

    private Reply write(SecretQuery query, Caller caller, Action action, BiFunction<Session, Target, Reply> work) {
        try {
            return database.transaction(session -> {
                var access = query.access(session, places, caller, action);
                var environment = places.environment(session, access.project(), query.environmentSlug());
                var folder = places.folder(session, environment, query.path());
                return work.apply(session, new Target(access, environment, folder));
            });
        } catch (OwnedByRotation _) {
            throw ApiError.badRequest(
                    action == Action.DELETE
                            ? "Cannot delete rotated secret: it belongs to a rotation. Delete the rotation, or change its mapping."
                            : "Cannot update rotated secret: its value and name belong to a rotation. Rotate it, or change its mapping.");
        } catch (NameTaken e) {
            throw ApiError.badRequest("Secret already exists: " + String.join(", ", e.names()));
        }
    }

    private Secret find(Session session, Target target, String name) {
        return secrets.find(session, target.access().project(), target.folder().id(), name)
                .orElseThrow(() -> SecretReads.notFound(name, target.environment(), target.folder()));
    }

    private static void refuseUnsupported(Input body) {
        if (body.text("type").nullable().orElse("shared").equals("personal")) {
            body.refuse("type", "Personal secrets are not kept; only shared ones are");
        }
        if (!body.texts("tagIds").isEmpty()) {
            body.refuse("tagIds", "There is no tag with this id");
        }
    }

    private static Optional<List<Metadata>> metadata(Input body) {
        if (!body.has("secretMetadata")) {
            return Optional.empty();
        }
        return Optional.of(body.objects("secretMetadata").stream()
                .map(item -> new Metadata(
                        item.text("key").trimmed().atLeast(1).required(),
                        item.text("value").trimmed().or("")))
                .toList());
    }

    private static String actor(Caller caller) {
        return "identity:" + caller.identity();
    }

    private record Change(
            Optional<String> value,
            Optional<String> comment,
            Optional<List<Metadata>> metadata,
            Optional<Boolean> skipMultilineEncoding) {
        Content applyTo(Content present) {
            return new Content(
                    value.orElse(present.value()),
                    comment.orElse(present.comment()),
                    metadata.orElse(present.metadata()),
                    skipMultilineEncoding.orElse(present.skipMultilineEncoding()));
        }

        @Override
        public String toString() {
            return "change of a secret";
        }
    }
}
