// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;

/// What rows about PostgreSQL begin with: an opened server, a PostgreSQL with the administrator `rotator`, who is no
/// superuser, a project, and a connection.
record PostgresStage(PostgresServer postgres, Project project, String connection) implements AutoCloseable {

    static final String TYPE = "postgres-credentials";

    /// Has no symbol that a statement would have to quote.
    private static final String ROTATORS_PASSWORD = "rotators-own-s3cret";

    static PostgresStage on(Installation installation, String name) {
        var postgres = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()));
        postgres.admin("CREATE ROLE rotator LOGIN CREATEROLE PASSWORD '" + ROTATORS_PASSWORD + "'");
        return on(postgres, installation, name);
    }

    /// The same PostgreSQL, as another server sees it; closing one closes both.
    PostgresStage with(Installation other, String name) {
        return on(postgres, other, name);
    }

    private static PostgresStage on(PostgresServer postgres, Installation installation, String name) {
        var project = installation.project(name);
        var connection =
                project.connect("postgres", Json.object("""
                {"name": %s, "method": "username-and-password", "projectId": %s,
                 "credentials": {"host": "127.0.0.1", "port": %s, "database": "postgres", "username": "rotator",
                                 "password": %s, "sslEnabled": false, "sslRejectUnauthorized": false}}""", name, project.id(), postgres.port(), ROTATORS_PASSWORD));
        return new PostgresStage(postgres, project, connection.ok().text("/appConnection/id"));
    }

    /// The pair of users of a rotation, which the administrator may alter.
    void makeUsers(String first, String second) {
        for (String user : new String[] {first, second}) {
            postgres.admin("CREATE ROLE " + user + " LOGIN", "GRANT " + user + " TO rotator WITH ADMIN OPTION");
        }
    }

    /// The body of a rotation of `NAME_a` and `NAME_b`, as §3.2 shows it.
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
        return postgres.accepts(pair.username(), pair.password());
    }

    @Override
    public void close() {
        postgres.close();
    }
}
