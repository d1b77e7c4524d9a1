// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresServerIT {

    private final PostgresSetup setup = PostgresSetup.with(PostgresBinaries.embedded());

    @Test
    void runs_the_version_that_its_program_states_and_logs_every_statement() {
        try (var server = PostgresServer.start(setup)) {
            assertThat(server.rows("SHOW server_version"))
                    .containsExactly(setup.binaries().version());
            assertThat(server.logUntilNow()).anyMatch(line -> line.contains("SHOW server_version"));
        }
    }

    @Test
    void accepts_a_password_only_if_it_is_the_right_one() {
        try (var server = PostgresServer.start(setup)) {
            server.admin("CREATE ROLE app LOGIN PASSWORD 'secret'");

            assertThat(server.accepts("app", "secret")).isTrue();
            assertThat(server.accepts("app", "wrong")).isFalse();
        }
    }

    @Test
    void keeps_its_roles_over_a_restart() {
        try (var server = PostgresServer.start(setup)) {
            server.admin("CREATE ROLE app LOGIN PASSWORD 'secret'");

            server.restart();

            assertThat(server.accepts("app", "secret")).isTrue();
        }
    }

    @Test
    void has_a_standby_that_takes_no_writes() {
        try (var replication = PostgresReplication.start(setup)) {
            assertThat(replication.standby().rows("SELECT pg_is_in_recovery()")).containsExactly("t");
            assertThat(replication.primary().rows("SELECT pg_is_in_recovery()")).containsExactly("f");
        }
    }
}
