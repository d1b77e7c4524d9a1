// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresConnection;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.util.Map;

/// A PostgreSQL with two users that take turns, and a superuser that rotates them.
public final class DemoPostgres implements DemoDatabase {

    private static final String DATABASE = "postgres";

    private final PostgresServer server;

    private DemoPostgres(PostgresServer server) {
        this.server = server;
    }

    public static DemoPostgres start() {
        var server = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()));
        server.admin("CREATE ROLE app_a LOGIN", "CREATE ROLE app_b LOGIN");
        return new DemoPostgres(server);
    }

    /// The server itself, for whoever wants to look at it from behind, or to harm it.
    public PostgresServer server() {
        return server;
    }

    @Override
    public DemoTarget target() {
        return new DemoTarget(
                server.toString(),
                "postgres",
                new Credentials(
                        server.address().getHostString(),
                        server.port(),
                        DATABASE,
                        PostgresServer.SUPERUSER,
                        Password.of(server.setup().superuserPassword())),
                "postgres-credentials",
                Map.of("username1", "app_a", "username2", "app_b"),
                Map.of("username", "POSTGRES_DB_USERNAME", "password", "POSTGRES_DB_PASSWORD"),
                new PostgresConnection(server.address(), DATABASE));
    }

    @Override
    public void close() {
        server.close();
    }

    /// As a PostgreSQL connection of the API has them.
    private record Credentials(String host, int port, String database, String username, Password password) {}
}
