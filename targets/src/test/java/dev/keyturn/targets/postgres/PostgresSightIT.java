// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server tells for a plan.
@ParameterizedClass(name = "PostgreSQL {0}")
@MethodSource("dev.keyturn.targets.postgres.Servers#majors")
class PostgresSightIT {

    private static final String MASK = "'********'";

    private final PostgresServer server;
    private final Visits visits;

    PostgresSightIT(int major) {
        this.server = Servers.of(major);
        this.visits = Visits.to(server);
    }

    @Test
    void tells_one_server_from_every_other() throws Exception {
        String identifier = fingerprint().orElseThrow();

        assertThat(server.rows("SELECT system_identifier FROM pg_control_system()"))
                .containsExactly(identifier);
        try (var twin = PostgresServer.start(server.setup())) {
            assertThat(twin.rows("SELECT system_identifier FROM pg_control_system()"))
                    .doesNotContain(identifier);
        }
    }

    @Test
    void keeps_it_to_itself_where_we_may_not_ask() throws Exception {
        server.admin("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
        try {
            assertThat(fingerprint()).isEmpty();
        } finally {
            server.admin("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC");
        }
    }

    @Test
    void shows_the_statements_of_a_change_as_they_are_sent_but_for_the_verifier() throws Exception {
        server.admin("CREATE ROLE \"we\"\"ird\" LOGIN");
        Servers.grantAdminOption(server, "\"we\"\"ird\"");
        Credential billing = Servers.credential("we\"ird", Origin.FOUND, AccountRules.none());
        server.admin("CREATE ROLE sight_owner NOLOGIN");
        Servers.grantAdminOption(server, "sight_owner");
        var owned = new AccountRules(
                List.of(), Optional.empty(), List.of(), Optional.of(new AccountName("sight_owner")), true);
        var custom = new AccountRules(
                List.of(),
                Optional.of("ALTER ROLE {{username}} PASSWORD '{{password}}'; SELECT '{{database}}', '{{password}}'"),
                List.of(),
                Optional.empty(),
                false);

        assertThat(shown(billing.account(), AccountRules.none()))
                .containsExactly("ALTER USER \"we\"\"ird\" WITH PASSWORD " + MASK);
        assertThat(shown(billing.account(), custom))
                .containsExactly("ALTER ROLE \"we\"\"ird\" PASSWORD " + MASK, " SELECT 'postgres', " + MASK);
        List<String> making = shown(new AccountName("sight_made"), owned);
        visits.apply(Servers.credential("sight_made", Origin.MADE, owned));
        String log = String.join("\n", server.logUntilNow());

        assertThat(making).hasSize(3).first().isEqualTo("CREATE ROLE \"sight_made\" LOGIN PASSWORD " + MASK);
        assertThat(making.subList(1, 3)).allMatch(log::contains);
        assertThat(shown(new AccountName("sight_made"), owned))
                .containsExactly("ALTER USER \"sight_made\" WITH PASSWORD " + MASK);
        visits.apply(billing);
        assertThat(server.logUntilNow())
                .anyMatch(line -> line.contains("ALTER USER \"we\"\"ird\" WITH PASSWORD 'SCRAM-SHA-256$"));
    }

    @Test
    void offers_the_very_text_that_the_server_stores_for_whoever_checks_logins_in_front_of_it() throws Exception {
        Credential next = Servers.found(server, "sight_listed");

        visits.apply(next);

        assertThat(Servers.DRIVER.fields()).containsExactly("verifier");
        assertThat(server.rows("SELECT rolpassword FROM pg_authid WHERE rolname = 'sight_listed'"))
                .containsExactly(Servers.DRIVER.field("verifier", next).orElseThrow());
        assertThat(Servers.DRIVER.field("password", next)).isEmpty();
    }

    private Optional<String> fingerprint() throws Refused, Unanswered {
        try (PostgresTarget target = visits.open()) {
            return target.fingerprint();
        }
    }

    private List<String> shown(AccountName account, AccountRules rules) throws Refused, Unanswered {
        try (PostgresTarget target = visits.open()) {
            Node writer = target.nodes().writers().getFirst();
            return target.statements(writer, account, rules);
        }
    }
}
