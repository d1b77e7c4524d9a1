// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.health.HealthBook;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Folder;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what a request names, for a caller who may know of it, and says in the contract's words why not.
final class RotationLookup {
    private final Database database;
    private final Places places;
    private final Rotations rotations;
    private final ConnectionTable connections;
    private final Set<TargetType> engines;
    private final HealthBook health;

    /// @param engines the engines that this server can rotate
    RotationLookup(
            Database database,
            Places places,
            Rotations rotations,
            ConnectionTable connections,
            Set<TargetType> engines,
            HealthBook health) {
        this.database = database;
        this.places = places;
        this.rotations = rotations;
        this.connections = connections;
        this.engines = Set.copyOf(engines);
        this.health = health;
    }

    /// The types that this server offers, by name.
    List<RotationType> offered() {
        return RotationType.ALL.stream()
                .filter(type -> engines.contains(type.app()))
                .toList();
    }

    /// @throws ApiError 404 if the type is not offered
    RotationType type(Call call) {
        return RotationType.of(call.name("type")).filter(offered()::contains).orElseThrow(() -> notOffered(call));
    }

    private static ApiError notOffered(Call call) {
        return ApiError.notFound("Rotations of type \"%s\" are not offered".formatted(call.name("type")));
    }

    /// The rotation that the path names, as the caller may see it. One that is asked for by another type of the
    /// contract, offered or not, has the wrong type.
    ///
    /// @param action what the caller wants to do with it
    RotationView require(Call call, Caller caller, Action action) {
        RotationType type = RotationType.of(call.name("type")).orElseThrow(() -> notOffered(call));
        var id = new RotationId(call.uuid("id"));
        RotationView view = find(caller, id).orElseThrow(() -> notFound(call, type, id));
        RotationType stored = view.stored().settings().type();
        if (!stored.equals(type)) {
            throw ApiError.badRequest("The rotation with id \"%s\" is not of type \"%s\" but of type \"%s\""
                    .formatted(id, type.slug(), stored.slug()));
        }
        access(caller, view.stored()).orElseThrow().require(action, Subject.SECRET_ROTATION, view.scope());
        call.note("rotationId", id.value());
        call.note("name", view.stored().settings().name());
        call.note("connectionId", view.connection().id().value());
        call.note("folderId", view.folder().id());
        return view;
    }

    private ApiError notFound(Call call, RotationType type, RotationId id) {
        return offered().contains(type)
                ? ApiError.notFound("%s rotation with id \"%s\" not found".formatted(type.displayName(), id))
                : notOffered(call);
    }

    private Optional<RotationView> find(Caller caller, RotationId id) {
        return rotations
                .find(id)
                .filter(stored -> access(caller, stored).isPresent())
                .map(this::view);
    }

    /// The name of a rotation, for who may read it.
    Optional<String> nameFor(Caller caller, RotationId id) {
        return find(caller, id)
                .filter(view -> access(caller, view.stored())
                        .filter(access -> access.allows(Action.READ, Subject.SECRET_ROTATION, view.scope()))
                        .isPresent())
                .map(view -> view.stored().settings().name());
    }

    Optional<ProjectAccess> access(Caller caller, StoredRotation stored) {
        return database.read(session ->
                places.permissions().find(session, caller, stored.place().project()));
    }

    /// @throws ApiError 403 if the caller is no member, or may do it nowhere
    ProjectAccess project(Caller caller, ProjectId project, Action action) {
        return database.read(session -> places.permissions().require(session, caller, project))
                .requireSomewhere(action, Subject.SECRET_ROTATION);
    }

    /// @throws ApiError 403 if the caller is no member, or may not do it there
    ProjectAccess project(Caller caller, ProjectId project, Action action, Scope scope) {
        return database.read(session -> places.permissions().require(session, caller, project))
                .require(action, Subject.SECRET_ROTATION, scope);
    }

    /// A folder, with its environment.
    record FolderIn(Environment environment, Folder folder) {}

    /// @throws ApiError 400 if there is no such folder
    FolderIn folder(ProjectId project, String slug, FolderPath path) {
        return database.read(session -> {
            Environment environment = places.environment(session, project, slug);
            return new FolderIn(environment, places.folder(session, environment, path));
        });
    }

    /// A stored rotation with its surroundings.
    RotationView view(StoredRotation stored) {
        return database.read(session -> view(session, stored));
    }

    private RotationView view(Session session, StoredRotation stored) {
        Folder folder = places.folders().find(session, stored.place().folder()).orElseThrow();
        Environment environment =
                places.environments().find(session, folder.environment()).orElseThrow();
        AppConnection connection =
                connections.find(session, stored.settings().connection()).orElseThrow();
        return new RotationView(
                stored,
                connection,
                new RotationJson.NamedSlug(
                        environment.slug(), environment.name(), environment.id().value()),
                new RotationJson.Folder(folder.id().value(), folder.path().value()),
                health.of(session, stored));
    }
}
