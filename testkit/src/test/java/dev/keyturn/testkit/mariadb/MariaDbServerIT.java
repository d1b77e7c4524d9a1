// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "keyturn.mariadb",
        matches = "system",
        disabledReason = "not run: it needs Debian's package mariadb-server; -Dkeyturn.mariadb=system runs it")
class MariaDbServerIT {

    private final MariaDbSetup setup = MariaDbSetup.with(MariaDbBinaries.installed());

    @Test
    void logs_every_statement_while_that_is_switched_on() {
        try (var server = MariaDbServer.start(setup)) {
            var _ = server.rows("SELECT 'logged'");
            server.logStatements(false);
            var _ = server.rows("SELECT 'unlogged'");

            assertThat(server.log()).anyMatch(line -> line.contains("'logged'"));
            assertThat(server.log()).noneMatch(line -> line.contains("'unlogged'"));
        }
    }

    @Test
    void accepts_a_password_only_if_it_is_the_right_one_also_after_a_restart() {
        try (var server = MariaDbServer.start(setup)) {
            server.admin("CREATE USER app IDENTIFIED BY 'secret'");

            server.restart();

            assertThat(server.accepts("app", "secret")).isTrue();
            assertThat(server.accepts("app", "wrong")).isFalse();
            assertThat(server.rows("SELECT count(*) FROM mysql.user WHERE User = ''"))
                    .containsExactly("0");
        }
    }

    @Test
    void has_a_replica_that_takes_no_writes() {
        try (var primary = MariaDbServer.start(setup.option("log-bin=b").option("server-id=1"));
                var replica = MariaDbServer.replicaOf(primary, setup.option("server-id=2"))) {
            assertThat(primary.rows("SELECT @@read_only")).containsExactly("0");
            assertThat(replica.rows("SELECT @@read_only")).containsExactly("1");
        }
    }
}
