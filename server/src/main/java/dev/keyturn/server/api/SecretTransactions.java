// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.secret.Secrets.OwnedByRotation;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.Set;
import java.util.function.Function;

/// Runs writes of secrets in one transaction each, and says in the words of the contract why one was refused.
final class SecretTransactions {
    private static final Set<String> TYPES = Set.of("shared", "personal");

    private final Database database;
    private final Places places;
    private final SecretKeeper shared;
    private final SecretKeeper personal;

    SecretTransactions(Database database, Places places, SecretParts parts) {
        this.database = database;
        this.places = places;
        this.shared = new SharedSecretKeeper(parts.secrets(), parts.tags());
        this.personal = new PersonalSecretKeeper(parts.secrets(), parts.personal());
    }

    /// Writes the secrets of the type that a body names.
    SecretKeeper keeper(Input body) {
        var type = body.text("type").oneOf(TYPES).nullable().orElse("shared");
        return type.equals("personal") ? personal : shared;
    }

    SecretKeeper shared() {
        return shared;
    }

    Reply run(SecretPlace place, Caller caller, Action action, Function<SecretTarget, Reply> work) {
        return run(action, session -> work.apply(target(session, place, caller, action)));
    }

    /// As above, for work that finds its folders by itself.
    Reply run(Action action, Function<Session, Reply> work) {
        try {
            return database.transaction(work);
        } catch (OwnedByRotation _) {
            throw ApiError.badRequest(
                    action == Action.DELETE
                            ? "Cannot delete rotated secret: it belongs to a rotation. Delete the rotation, or change its mapping."
                            : "Cannot update rotated secret: its value, name and place belong to a rotation. Rotate it, change its mapping, or move the rotation.");
        } catch (NameTaken e) {
            throw ApiError.badRequest("Secret already exists: " + String.join(", ", e.names()));
        } catch (Conflict _) {
            throw ApiError.badRequest("The secret has a personal value of yours already; change or delete that one");
        }
    }

    /// The folder that is meant, if the caller may do that there.
    SecretTarget target(Session session, SecretPlace place, Caller caller, Action action) {
        var access = place.access(session, places, caller, action);
        var environment = places.environment(session, access.project(), place.environmentSlug());
        var folder = places.folder(session, environment, place.path());
        return new SecretTarget(session, caller, access, environment, folder);
    }
}
