// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Permissions;
import dev.keyturn.server.auth.ProjectAccess;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.auth.Subject;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.Optional;

/// Who may see and use which connection. One of a project belongs to its members, one of the organisation to everybody
/// in it.
final class ConnectionUse {
    private final Database database;
    private final Permissions permissions;
    private final ConnectionTable table;

    ConnectionUse(Database database, Permissions permissions, ConnectionTable table) {
        this.database = database;
        this.permissions = permissions;
        this.table = table;
    }

    /// The connection for a rotation of `project`.
    ///
    /// @throws ApiError 404 if the caller may not know of it, 403 if it cannot be used there
    AppConnection forRotation(Caller caller, ConnectionId id, ProjectAccess project) {
        AppConnection connection = database.read(
                        session -> table.find(session, id).filter(found -> isVisible(session, caller, found)))
                .orElseThrow(() -> ApiError.notFound("App connection with id \"%s\" not found".formatted(id)));
        project.require(Action.CONNECT, Subject.APP_CONNECTIONS, Scope.connection(id));
        Optional<ProjectId> owner = connection.project();
        if (owner.isPresent() && !owner.orElseThrow().equals(project.project())) {
            throw ApiError.forbidden(
                    "App connection \"%s\" belongs to another project; make one in this project or in the organisation"
                            .formatted(connection.name()));
        }
        return connection;
    }

    boolean isVisible(Session session, Caller caller, AppConnection connection) {
        return connection
                .project()
                .map(project -> permissions
                        .find(session, caller, project)
                        .filter(access ->
                                access.allows(Action.READ, Subject.APP_CONNECTIONS, Scope.connection(connection.id())))
                        .isPresent())
                .orElse(true);
    }

    /// @throws ApiError 403 if the caller may not do it; connections of the organisation belong to its admins
    void require(Caller caller, AppConnection connection, Action action) {
        require(caller, connection.project(), action, Scope.connection(connection.id()));
    }

    /// As [#require], for one that is to be made.
    void requireCreation(Caller caller, Optional<ProjectId> project) {
        require(caller, project, Action.CREATE, Scope.PROJECT);
    }

    private void require(Caller caller, Optional<ProjectId> project, Action action, Scope scope) {
        if (project.isEmpty()) {
            permissions.requireOrganizationAdmin(caller, action, Subject.APP_CONNECTIONS);
        } else {
            var _ = database.read(session -> permissions.require(session, caller, project.orElseThrow()))
                    .require(action, Subject.APP_CONNECTIONS, scope);
        }
    }
}
