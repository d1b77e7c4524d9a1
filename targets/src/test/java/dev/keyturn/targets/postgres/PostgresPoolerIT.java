// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.postgres.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// What stands between us and the server may not know of a lock.
class PostgresPoolerIT {

    private final PostgresServer server = Servers.of(18);

    @Test
    void warns_where_somebody_else_answers_but_leaves_sessions_their_backends() throws Exception {
        Credential next = Servers.found(server, "behind_a_proxy");
        try (var proxy = RenumberingProxy.to(server.address())) {
            Visits through = Visits.to(server).at(proxy.port());

            through.apply(next);

            assertThat(through.preflight(next))
                    .singleElement()
                    .asString()
                    .startsWith("pooler: ")
                    .contains("127.0.0.1:" + proxy.port());
            assertThat(through.accepts(next)).isTrue();
        }
    }

    @Test
    void says_nothing_where_the_server_itself_answers() throws Exception {
        assertThat(Visits.to(server).preflight(Servers.found(server, "in_front")))
                .isEmpty();
    }

    @Test
    @EnabledIf(value = "dev.keyturn.targets.postgres.Pgbouncer#isInstalled", disabledReason = Pgbouncer.MISSING)
    void refuses_a_pgbouncer_that_shares_sessions_before_anything_is_set_in_them() throws Exception {
        long before = timesOurSettingsWereMade();
        try (var pgbouncer = Pgbouncer.before(server, "transaction")) {

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> Visits.to(server).at(pgbouncer.port()).open());

            assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(refused.code()).isEqualTo("POOLER");
            assertThat(refused).hasMessageContaining("the address and port of the server itself");
            assertThat(timesOurSettingsWereMade()).isEqualTo(before);
        }
    }

    @Test
    @EnabledIf(value = "dev.keyturn.targets.postgres.Pgbouncer#isInstalled", disabledReason = Pgbouncer.MISSING)
    void warns_of_a_pgbouncer_that_gives_each_session_a_backend() throws Exception {
        try (var pgbouncer = Pgbouncer.before(server, "session")) {
            Visits through = Visits.to(server).at(pgbouncer.port());

            through.apply(Servers.found(server, "in_session_mode"));

            try (PostgresTarget target = through.open()) {
                assertThat(target.warnings()).singleElement().asString().startsWith("pooler: ");
            }
        }
    }

    private long timesOurSettingsWereMade() {
        return server.logUntilNow().stream()
                .filter(line -> line.contains("SET idle_session_timeout"))
                .count();
    }
}
