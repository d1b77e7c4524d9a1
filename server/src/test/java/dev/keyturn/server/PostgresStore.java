// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.sql.StoreAddress;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL that gives out empty databases as stores.
public final class PostgresStore implements AutoCloseable {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final PostgresServer server = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()));
    private final AtomicInteger databases = new AtomicInteger();

    private String url() {
        var name = "store_" + databases.incrementAndGet();
        server.admin("CREATE DATABASE " + name);
        return "jdbc:postgresql://" + server.name() + "/" + name;
    }

    public StoreAddress address() {
        return new StoreAddress.Shared(
                url(),
                Optional.of(PostgresServer.SUPERUSER),
                Optional.of(Password.of(server.setup().superuserPassword())));
    }

    /// An empty database, as the environment of a server.
    public Map<String, String> environment() {
        return Map.of(
                "KEYTURN_STORE",
                url(),
                "KEYTURN_STORE_USER",
                PostgresServer.SUPERUSER,
                "KEYTURN_STORE_PASSWORD",
                server.setup().superuserPassword(),
                "KEYTURN_ROOT_KEY",
                KEY);
    }

    @Override
    public void close() {
        server.close();
    }
}
