// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.sql.StoreAddress;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL that gives an empty database to each who asks.
final class PostgresStores implements AutoCloseable {
    private final PostgresServer server = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()));
    private final AtomicInteger databases = new AtomicInteger();

    StoreAddress address() {
        String name = "store_" + databases.incrementAndGet();
        server.admin("CREATE DATABASE " + name);
        return new StoreAddress.Shared(
                "jdbc:postgresql://" + server.name() + "/" + name,
                Optional.of(PostgresServer.SUPERUSER),
                Optional.of(Password.of(server.setup().superuserPassword())));
    }

    @Override
    public void close() {
        server.close();
    }
}
