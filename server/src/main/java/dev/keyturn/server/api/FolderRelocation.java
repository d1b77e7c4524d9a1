// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.Places.Place;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Folders.Change;
import dev.keyturn.server.secret.Folders.Inside;
import dev.keyturn.server.sql.Session;
import java.util.Optional;
import java.util.stream.Stream;

/// Renames and moves folders. What lies in a folder is moved with it, so whoever does it must be allowed to
/// do that with each secret and rotation: paths and environments are what rules are about. Rotations keep
/// ids, state and history (K30).
record FolderRelocation(Places places) {
    /// Where a folder is to be.
    ///
    /// @param environment its slug; without one it stays in its environment
    /// @param parent      the path that it is to lie in; without one it stays below its parent
    record Wish(Optional<String> environment, Optional<FolderPath> parent, String name) {}

    /// @throws ApiError 403 if the caller may not take out or put in something that lies in the folder
    Folder move(Session session, Place from, Wish wish, Optional<String> description) {
        var folder = from.folder();
        var parent = parent(session, from, wish);
        var path = parent.folder().path().child(wish.name());
        if (!path.equals(folder.path()) || !parent.environment().equals(from.environment())) {
            requireMove(session, from, parent, path);
        }
        try {
            return places.folders().change(session, folder, new Change(parent.folder(), wish.name(), description));
        } catch (Inside _) {
            throw ApiError.badRequest("Folder \"%s\" cannot be moved into itself".formatted(folder.path()));
        }
    }

    private Place parent(Session session, Place from, Wish wish) {
        var present = from.folder().parent().flatMap(id -> places.folders().find(session, id));
        var environment = wish.environment()
                .map(slug -> places.environment(session, from.project(), slug))
                .orElse(from.environment());
        var path = wish.parent().or(() -> present.map(Folder::path)).orElse(FolderPath.ROOT);
        return new Place(from.access(), environment, places.folder(session, environment, path));
    }

    private void requireMove(Session session, Place from, Place parent, FolderPath path) {
        var before = from.folder().path().value();
        var environment = parent.environment().slug();
        var _ = from.access().require(Action.CREATE, Subject.SECRET_FOLDERS, Scope.folder(environment, path));
        Stream.concat(Stream.of(from.folder()), places.folders().below(session, from.folder()).stream())
                .forEach(folder -> {
                    var there =
                            new FolderPath(path.value() + folder.path().value().substring(before.length()));
                    requireMove(
                            session,
                            new Place(from.access(), from.environment(), folder),
                            Scope.folder(environment, there));
                });
    }

    private void requireMove(Session session, Place here, Scope there) {
        if (places.folders().holdsSecrets(session, here.folder().id())) {
            var _ = here.access()
                    .require(Action.READ, Subject.SECRETS, here.scope())
                    .require(Action.DELETE, Subject.SECRETS, here.scope())
                    .require(Action.CREATE, Subject.SECRETS, there);
        }
        if (places.folders().holdsMapping(session, here.folder().id())) {
            var _ = here.access()
                    .require(Action.DELETE, Subject.SECRET_ROTATION, here.scope())
                    .require(Action.CREATE, Subject.SECRET_ROTATION, there);
        }
    }
}
