// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.FolderRelocation.Wish;
import dev.keyturn.server.api.Places.Place;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;

/// Folders of environments (contract §9).
final class FolderResource {
    private static final int LONGEST_DESCRIPTION = 256;

    private final Database database;
    private final Places places;
    private final FolderRelocation relocation;

    FolderResource(Database database, Places places) {
        this.database = database;
        this.places = places;
        this.relocation = new FolderRelocation(places);
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
            List<FolderView> folders = places.environments().find(session, project, environment).stream()
                    .flatMap(found -> places.folders().find(session, found.id(), path).stream())
                    .flatMap(folder -> recursive
                            ? places.folders().below(session, folder).stream()
                            : places.folders().in(session, folder.id()).stream())
                    .filter(folder -> access.allows(
                            Action.READ, Subject.SECRET_FOLDERS, Scope.folder(environment, folder.path())))
                    .map(FolderView::of)
                    .toList();
            return Reply.ok("folders", folders);
        });
    }

    Reply get(Call call, Caller caller) {
        var id = new FolderId(call.uuid("folder"));
        return database.read(session -> {
            var place = places.folder(session, caller, id);
            var _ = place.access().require(Action.READ, Subject.SECRET_FOLDERS, place.scope());
            return Reply.ok("folder", FolderView.Details.of(place));
        });
    }

    /// A folder by its place, which is one segment of the request's path.
    Reply getByPath(Call call, Caller caller) {
        var project = new ProjectId(call.name("projectId"));
        var slug = call.name("environment");
        var path = FolderPath.parse(call.name("path"))
                .orElseThrow(() -> ApiError.notFound("There is no such folder; a path begins with /"));
        return database.read(session -> {
            var access = places.permissions().require(session, caller, project);
            var environment = places.environment(session, project, slug);
            var place = places.folders()
                    .find(session, environment.id(), path)
                    .map(folder -> new Place(access, environment, folder))
                    .orElseThrow(() ->
                            ApiError.notFound("Folder \"%s\" not found in environment \"%s\"".formatted(path, slug)));
            var _ = access.require(Action.READ, Subject.SECRET_FOLDERS, place.scope());
            return Reply.ok("folder", FolderView.Details.of(place));
        });
    }

    /// Renames, describes or moves a folder: `path` and `environment` say where it is to lie.
    Reply change(Call call, Caller caller) {
        var id = new FolderId(call.uuid("folder"));
        var body = call.body();
        var environment = body.text("environment").trimmed().optional();
        var parent = Places.optionalPath(body, "path");
        var name = name(body).optional();
        var description = description(body).patch();
        body.done();
        try {
            return database.transaction(session -> {
                var place = places.folder(session, caller, id);
                var wish =
                        new Wish(environment, parent, name.orElse(place.folder().name()));
                return change(session, place, wish, description);
            });
        } catch (Conflict _) {
            throw taken(name.orElse("its own"), parent.map(FolderPath::value).orElse("its parent"));
        }
    }

    private Reply change(Session session, Place place, Wish wish, Patch<String> description) {
        var _ = place.access().require(Action.EDIT, Subject.SECRET_FOLDERS, place.scope());
        var folder = place.folder();
        if (folder.path().isRoot()) {
            throw ApiError.badRequest("The root folder cannot be changed");
        }
        return reply(relocation.move(session, place, wish, description.applyTo(folder.description())));
    }

    Reply delete(Call call, Caller caller) {
        var idOrName = call.name("folder");
        var body = call.body();
        try {
            return database.transaction(session -> {
                var place = named(session, caller, idOrName).orElseGet(() -> named(session, caller, idOrName, body));
                return delete(session, place);
            });
        } catch (Conflict _) {
            throw ApiError.badRequest("The folder holds rotations by now. Delete or move them first.");
        }
    }

    private Reply delete(Session session, Place place) {
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
        Notes.tell("folderId", folder.id().value());
        Notes.tell("folderPath", folder.path().value());
        return Reply.ok("folder", FolderView.of(folder));
    }
}
