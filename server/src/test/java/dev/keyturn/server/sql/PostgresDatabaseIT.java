// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class PostgresDatabaseIT extends DatabaseCases {
    private final PostgresStore postgres = new PostgresStore();

    @Override
    StoreAddress address() {
        return postgres.address();
    }

    /// Seen as the setting alone: the server keeps to it, and to wait for that would take as long.
    @Test
    void does_not_let_a_node_that_stands_still_keep_the_others_waiting() {
        try (var database = Database.open(address())) {
            String limit = database.read(session -> session.one(
                            "SELECT current_setting('idle_in_transaction_session_timeout') AS setting",
                            row -> row.text("setting")))
                    .orElseThrow();

            assertThat(limit).isEqualTo(Pools.STANDSTILL.toSeconds() + "s");
        }
    }

    @AfterAll
    void stop() {
        postgres.close();
    }
}
