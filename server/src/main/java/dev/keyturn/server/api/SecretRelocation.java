// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.SecretId;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;

/// Moves secrets to another folder or environment: they keep ids, versions and tags. Those of a rotation move with it
/// alone (K30).
final class SecretRelocation {
    private final SecretTransactions transactions;
    private final Secrets secrets;

    SecretRelocation(SecretTransactions transactions, Secrets secrets) {
        this.transactions = transactions;
        this.secrets = secrets;
    }

    private record MovedView(boolean isSourceUpdated, boolean isDestinationUpdated) {}

    Reply move(Call call, Caller caller) {
        var body = call.body();
        var project = SecretPlace.of(body);
        var from = place(body, project, "sourceEnvironment", "sourceSecretPath");
        var to = place(body, project, "destinationEnvironment", "destinationSecretPath");
        if (!body.has("secretIds")) {
            body.refuse("secretIds", "Required");
        }
        List<SecretId> ids = body.texts("secretIds").stream().map(SecretId::new).toList();
        var overwrite = body.flag("shouldOverwrite").or(false);
        body.done();
        return transactions.run(Action.EDIT, session -> {
            var source = transactions.target(session, from, caller, Action.DELETE);
            var _ = source.access().require(Action.READ, Subject.SECRETS, from.scope());
            var destination = transactions.target(session, to, caller, Action.CREATE);
            var moved = ids.stream().map(id -> find(session, source, id)).toList();
            secrets.move(
                    session, moved, source.folder().id(), destination.folder().id(), overwrite);
            return Reply.ok(new MovedView(!moved.isEmpty(), !moved.isEmpty()));
        });
    }

    private static SecretPlace place(Input body, SecretPlace project, String environment, String path) {
        return new SecretPlace(
                project.project(),
                project.projectSlug(),
                Optional.of(body.text(environment).trimmed().required()),
                Places.optionalPath(body, path).orElse(FolderPath.ROOT));
    }

    private Secret find(Session session, SecretTarget source, SecretId id) {
        return secrets.folderOf(session, id)
                .filter(source.folder().id()::equals)
                .map(_ -> secrets.versions(session, source.project(), id, 0, 1).getFirst())
                .orElseThrow(
                        () -> ApiError.notFound("Secret with id \"%s\" not found in environment \"%s\" at path \"%s\""
                                .formatted(
                                        id,
                                        source.environment().slug(),
                                        source.folder().path())));
    }
}
