// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import dev.keyturn.server.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class PostgresDatabaseIT extends DatabaseCases {
    private final PostgresStore postgres = new PostgresStore();

    @Override
    StoreAddress address() {
        return postgres.address();
    }

    @AfterAll
    void stop() {
        postgres.close();
    }
}
