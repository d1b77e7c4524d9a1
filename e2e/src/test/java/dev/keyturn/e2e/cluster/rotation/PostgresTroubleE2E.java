// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A PostgreSQL of one node that cannot be rotated as it should.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class PostgresTroubleE2E extends TroubleRows {

    PostgresTroubleE2E() {
        super(Engine.POSTGRES);
    }

    /// Sessions that begin from now on may only read.
    @Override
    AutoCloseable refusingTheChange(Login login) throws SQLException {
        var before = connect();
        run(before, "ALTER ROLE postgres SET default_transaction_read_only = on");
        return () -> {
            try (before) {
                run(before, "ALTER ROLE postgres RESET default_transaction_read_only");
            }
        };
    }

    @Test
    void Z7_an_open_transaction_that_has_read_pg_roles_holds_up_no_login() throws SQLException {
        try (var reader = connect();
                var probes = orders().probes()) {
            reader.setAutoCommit(false);
            run(reader, "SELECT count(*) FROM pg_roles");
            try (var request = orders().request(Wanted.live("past-a-reader"))) {
                request.awaitPhase("Successful");
                probes.look();

                assertThat(orders().events().reasons(request.uid())).contains("HoldSkipped");
                assertThat(probes.published().attempts().slowest())
                        .as(probes.toString())
                        .isLessThanOrEqualTo(Quiet.limit(Duration.ofSeconds(1), Duration.ofSeconds(10)));
                probes.assertNeverShutOut();
                probes.assertAlwaysAvailable();
                orders().assertSettled(request);
            }
            reader.rollback();
        }
    }

    private Connection connect() throws SQLException {
        String secret = orders().secretName();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + orders().database().podAddress("orders-0") + ":5432/postgres",
                "postgres",
                orders().database().secret(secret, "password").orElseThrow());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var _ = statement.execute(sql);
        }
    }
}
