// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.Places.Place;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Folders of environments (contract §9).
final class FolderResource {
    private static final int LONGEST_DESCRIPTION = 256;

    private final Database database;
    private final Places places;

    FolderResource(Database database, Places places) {
        this.database = database;
        this.places = places;
    }

    Reply create(Call call, Caller caller) {
        var body = call.body();
        var project = Places.project(body);
        var environment = body.text("environment").trimmed().required();
        var name = name(body).required();
        var path = Places.optionalPath(body, "path").orElse(FolderPath.ROOT);
        var description = description(body).nullable();
        body.done();
        try {
            return database.transaction(session -> {
                var access = places.permissions()
                        .require(session, caller, project)
                        .require(Action.CREATE, Subject.SECRET_FOLDERS, Scope.folder(environment, path.child(name)));
                var parent = places.folder(session, places.environment(session, access.project(), environment), path);
                return reply(places.folders().create(session, parent, name, description));
            });
        } catch (Conflict _) {
            throw taken(name, path.value());
        }
    }

    Reply list(Call call, Caller caller) {
        var query = call.query();
        var project = Places.project(query);
        var environment = query.text("environment").trimmed().required();
        var path = Places.optionalPath(query, "path").orElse(FolderPath.ROOT);
        var recursive = query.flag("recursive").or(false);
        query.done();
        return database.read(session -> {
            var access = places.permissions()
                    .require(session, caller, project)
                    .requireSomewhere(Action.READ, Subject.SECRET_FOLDERS);
            List<View> folders = places.environments().find(session, project, environment).stream()
                    .flatMap(found -> places.folders().find(session, found.id(), path).stream())
                    .flatMap(folder -> recursive
                            ? places.folders().below(session, folder).stream()
                            : places.folders().in(session, folder.id()).stream())
                    .filter(folder -> access.allows(
                            Action.READ, Subject.SECRET_FOLDERS, Scope.folder(environment, folder.path())))
                    .map(View::of)
                    .toList();
            return Reply.ok("folders", folders);
        });
    }

    Reply get(Call call, Caller caller) {
        var id = new FolderId(call.uuid("folder"));
        return database.read(session -> {
            var place = places.folder(session, caller, id);
            var _ = place.access().require(Action.READ, Subject.SECRET_FOLDERS, place.scope());
            return Reply.ok("folder", Details.of(place));
        });
    }

    Reply change(Call call, Caller caller) {
        var id = new FolderId(call.uuid("folder"));
        var body = call.body();
        var name = name(body).optional();
        var description = description(body).patch();
        body.done();
        try {
            return database.transaction(
                    session -> change(session, places.folder(session, caller, id), name, description));
        } catch (Conflict _) {
            throw taken(name.orElse(""), "its parent");
        }
    }

    private Reply change(Session session, Place place, Optional<String> name, Patch<String> description) {
        var _ = place.access().require(Action.EDIT, Subject.SECRET_FOLDERS, place.scope());
        var folder = place.folder();
        if (folder.path().isRoot()) {
            throw ApiError.badRequest("The root folder cannot be changed");
        }
        var changed = places.folders()
                .change(session, folder, name.orElse(folder.name()), description.applyTo(folder.description()));
        return reply(changed);
    }

    Reply delete(Call call, Caller caller) {
        var idOrName = call.name("folder");
        var body = call.body();
        return database.transaction(session -> {
            var place = named(session, caller, idOrName).orElseGet(() -> named(session, caller, idOrName, body));
            var _ = place.access().require(Action.DELETE, Subject.SECRET_FOLDERS, place.scope());
            var folder = place.folder();
            if (folder.path().isRoot()) {
                throw ApiError.badRequest("The root folder cannot be deleted");
            }
            if (places.folders().holdsRotation(session, folder)) {
                throw ApiError.badRequest(
                        "Folder \"%s\" holds rotations. Delete or move them first.".formatted(folder.path()));
            }
            places.folders().delete(session, folder.id());
            return reply(folder);
        });
    }

    private Optional<Place> named(Session session, Caller caller, String id) {
        var known = places.folders().find(session, new FolderId(id)).isPresent();
        return known ? Optional.of(places.folder(session, caller, new FolderId(id))) : Optional.empty();
    }

    private Place named(Session session, Caller caller, String name, Input body) {
        var project = Places.project(body);
        var slug = body.text("environment").trimmed().required();
        var path = Places.optionalPath(body, "path").orElse(FolderPath.ROOT);
        body.done();
        var access = places.permissions().require(session, caller, project);
        Environment environment = places.environment(session, project, slug);
        return places.folders()
                .find(session, environment.id(), path.child(name))
                .map(folder -> new Place(access, environment, folder))
                .orElseThrow(() -> ApiError.notFound(
                        "Folder \"%s\" not found in \"%s\" of environment \"%s\"".formatted(name, path, slug)));
    }

    private static TextField name(Input body) {
        return body.text("name")
                .trimmed()
                .must(FolderPath::isName, "A folder name has 1 to 64 letters, digits, hyphens and underscores");
    }

    private static TextField description(Input body) {
        return body.text("description").trimmed().atMost(LONGEST_DESCRIPTION);
    }

    private static ApiError taken(String name, String path) {
        return ApiError.badRequest("A folder with the name \"%s\" exists already in %s".formatted(name, path));
    }

    private static Reply reply(Folder folder) {
        return Reply.ok("folder", View.of(folder));
    }

    private record View(
            String id,
            String name,
            int version,
            Instant createdAt,
            Instant updatedAt,
            String envId,
            Optional<String> parentId,
            boolean isReserved,
            Optional<String> description,
            Optional<Instant> lastSecretModified,
            String path) {
        static View of(Folder folder) {
            return new View(
                    folder.id().value(),
                    folder.name(),
                    folder.version(),
                    folder.createdAt(),
                    folder.updatedAt(),
                    folder.environment().value(),
                    folder.parent().map(FolderId::value),
                    false,
                    folder.description(),
                    folder.lastSecretModified(),
                    folder.path().value());
        }
    }

    private record Details(
            @com.fasterxml.jackson.annotation.JsonUnwrapped View folder,
            String projectId,
            EnvironmentView environment) {
        static Details of(Place place) {
            var environment = place.environment();
            return new Details(
                    View.of(place.folder()),
                    environment.projectId().value(),
                    new EnvironmentView(environment.id().value(), environment.name(), environment.slug()));
        }
    }

    private record EnvironmentView(String envId, String envName, String envSlug) {}
}
