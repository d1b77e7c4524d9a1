// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.api.SecretAnswer.ImportView;
import dev.keyturn.server.api.SecretQuery.Show;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ImportId;
import dev.keyturn.server.secret.SecretImport;
import dev.keyturn.server.secret.SecretImports.Circle;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Imports of folders: a folder shows the secrets of another, of which they stay. Whoever makes one must be allowed to
/// read there, and so must whoever is to see them.
final class SecretImportResource {
    private static final int LAST_POSITION = 10_000;

    private final Database database;
    private final Places places;
    private final SecretParts parts;

    SecretImportResource(Database database, Places places, SecretParts parts) {
        this.database = database;
        this.places = places;
        this.parts = parts;
    }

    /// The folder that imports; the contract calls its path `path`.
    private static SecretPlace place(Input input) {
        var project = Places.project(input);
        var environment = input.text("environment").trimmed().required();
        var path = Places.optionalPath(input, "path").orElse(FolderPath.ROOT);
        return new SecretPlace(Optional.of(project), Optional.empty(), Optional.of(environment), path);
    }

    private SecretTarget target(Session session, SecretPlace place, Caller caller, Action action) {
        var access = place.access(session, places, caller, Action.READ)
                .require(action, Subject.SECRET_IMPORTS, place.scope());
        var environment = places.environment(session, access.project(), place.environmentSlug());
        return new SecretTarget(
                session, caller, access, environment, places.folder(session, environment, place.path()));
    }

    Reply create(Call call, Caller caller) {
        var body = call.body();
        var place = place(body);
        refuseReplication(body);
        var source = body.object("import");
        var environment = source.text("environment").trimmed().required();
        var path = Places.path(source, "path");
        body.done();
        return write(session -> {
            var at = target(session, place, caller, Action.CREATE);
            var from = source(session, at, environment, path);
            var made = parts.imports()
                    .create(session, at.folder().id(), from.folder().id());
            return reply("Successfully created secret import", session, made);
        });
    }

    /// The folder that is imported, if the caller may read it.
    private SecretTarget source(Session session, SecretTarget at, String environment, FolderPath path) {
        var there = new SecretPlace(Optional.of(at.project()), Optional.empty(), Optional.of(environment), path);
        return target(session, there, at.caller(), Action.READ);
    }

    private static void refuseReplication(Input body) {
        if (body.flag("isReplication").nullable().orElse(false)) {
            body.refuse(
                    "isReplication", "not supported yet: an import shows the other folder as it is, without copies");
        }
    }

    Reply list(Call call, Caller caller) {
        var query = call.query();
        var place = place(query);
        query.done();
        return database.read(session -> {
            var at = target(session, place, caller, Action.READ);
            List<SecretImportView> views = parts
                    .imports()
                    .of(session, at.folder().id())
                    .stream()
                    .map(found -> view(session, found))
                    .toList();
            var answer = new LinkedHashMap<String, Object>();
            answer.put("message", "Successfully fetched secret imports");
            answer.put("secretImports", views);
            return Reply.ok(answer);
        });
    }

    /// What comes through the imports of a folder.
    Reply secrets(Call call, Caller caller) {
        var query = call.query();
        var place = place(query);
        query.done();
        return database.read(session -> {
            var at = target(session, place, caller, Action.READ);
            var reader = new SecretReader(caller, at.access(), parts.readers());
            var all = new SecretQuery(place, Show.V3, SecretQuery.Filter.NONE);
            List<ImportView> shown = new SecretAnswer(session, parts, reader, all)
                    .importsOf(at.folder())
                    .toList();
            return Reply.ok("secrets", shown);
        });
    }

    Reply get(Call call, Caller caller) {
        return database.read(session -> {
            var found = find(session, call);
            var place = places.find(session, caller, found.folder()).orElseThrow(() -> notFound(found.id()));
            var _ = place.access().require(Action.READ, Subject.SECRET_IMPORTS, place.scope());
            return Reply.ok("secretImport", view(session, found));
        });
    }

    Reply change(Call call, Caller caller) {
        var body = call.body();
        var place = place(body);
        refuseReplication(body);
        var source = body.object("import");
        var environment = source.text("environment").trimmed().optional();
        var path = Places.optionalPath(source, "path");
        var position = source.integer("position").between(1, LAST_POSITION).optional();
        body.done();
        return write(session -> {
            var at = target(session, place, caller, Action.EDIT);
            var present = find(session, call, at);
            var before = places.folder(session, caller, present.source());
            var from = source(
                    session,
                    at,
                    environment.orElse(before.environment().slug()),
                    path.orElse(before.folder().path()));
            var changed = parts.imports()
                    .change(
                            session,
                            present,
                            from.folder().id(),
                            position.map(Long::intValue).orElse(present.position()));
            return reply("Successfully updated secret import", session, changed);
        });
    }

    Reply delete(Call call, Caller caller) {
        var body = call.body();
        var place = place(body);
        body.done();
        return write(session -> {
            var at = target(session, place, caller, Action.DELETE);
            var present = find(session, call, at);
            var reply = reply("Successfully deleted secret import", session, present);
            parts.imports().delete(session, present);
            return reply;
        });
    }

    private Reply write(Function<Session, Reply> work) {
        try {
            return database.transaction(work);
        } catch (Circle _) {
            throw ApiError.badRequest(
                    "The folder cannot import itself, nor one that imports it, be it by way of others");
        } catch (Conflict _) {
            throw ApiError.badRequest("The folder imports the other one already");
        }
    }

    private SecretImport find(Session session, Call call) {
        var id = new ImportId(call.uuid("importId"));
        return parts.imports().find(session, id).orElseThrow(() -> notFound(id));
    }

    private SecretImport find(Session session, Call call, SecretTarget at) {
        var found = find(session, call);
        if (!found.folder().equals(at.folder().id())) {
            throw notFound(found.id());
        }
        return found;
    }

    private static ApiError notFound(ImportId id) {
        return ApiError.notFound("Secret import with id \"%s\" not found".formatted(id));
    }

    private Reply reply(String message, Session session, SecretImport found) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("message", message);
        answer.put("secretImport", view(session, found));
        return Reply.ok(answer);
    }

    private SecretImportView view(Session session, SecretImport found) {
        return SecretImportView.of(session, places, found);
    }
}
