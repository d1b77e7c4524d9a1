// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;

/// What rows about a SQL engine begin with: an opened server, the engine, a project, and a connection.
record SqlStage(SqlEngine engine, Project project, String connection) implements AutoCloseable {

    static final String AS_IT_WAS = "As-it-was-before-1";

    static SqlStage on(Installation installation, SqlEngine engine) {
        var project = installation.project(engine.app() + "-rows");
        ObjectNode body = connectionBody(engine, project, engine.app() + "-db", SqlEngine.ADMIN);
        String connection = project.connect(engine.app(), body).ok().text("/appConnection/id");
        return new SqlStage(engine, project, connection);
    }

    /// A connection as an administrator who has [SqlEngine#ADMINS_PASSWORD].
    ObjectNode connectionBody(String name, String admin) {
        return connectionBody(engine, project, name, admin);
    }

    private static ObjectNode connectionBody(SqlEngine engine, Project project, String name, String admin) {
        return Json.object("""
                {"name": %s, "method": "username-and-password", "projectId": %s,
                 "credentials": {"host": "127.0.0.1", "port": %s, "database": %s, "username": %s,
                                 "password": %s, "sslEnabled": false, "sslRejectUnauthorized": false}}""", name, project.id(), engine.port(), engine.database(), admin, SqlEngine.ADMINS_PASSWORD);
    }

    String type() {
        return engine.app() + "-credentials";
    }

    /// A new rotation of `NAME_a` and `NAME_b`, which are made for it.
    Rotation rotation(String name) {
        return rotation(name, "{}");
    }

    Rotation rotation(String name, String change) {
        makeUsers(name);
        return project.created(type(), Json.merged(body(name), change));
    }

    void makeUsers(String name) {
        engine.makeUser(name + "_a", AS_IT_WAS);
        engine.makeUser(name + "_b", AS_IT_WAS);
    }

    ObjectNode body(String name) {
        return Json.object(
                """
                {"name": %s, "projectId": %s, "connectionId": %s, "environment": "dev", "secretPath": "/",
                 "rotationInterval": 30, "parameters": {"username1": %s, "username2": %s},
                 "secretsMapping": {"username": %s, "password": %s}}""",
                name,
                project.id(),
                connection,
                name + "_a",
                name + "_b",
                Project.usernameOf(name),
                Project.passwordOf(name));
    }

    boolean logsIn(Rotation.Pair pair) {
        return engine.accepts(pair.username(), pair.password());
    }

    @Override
    public void close() {
        engine.close();
    }
}
