// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.sqlserver.AvailabilityGroup;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlServerGroupIT {

    private final SqlServerDouble first = SqlServerDouble.start(Servers.SETUP);
    private final SqlServerDouble second = SqlServerDouble.start(Servers.SETUP);
    private final Visits visits = Visits.to(first, second);

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void makes_a_login_with_one_sid_on_every_replica_so_that_it_survives_a_failover() throws Exception {
        AvailabilityGroup group = group(false, true);
        Credential next = Servers.credential("app_b", Origin.MADE, Servers.creating());

        visits.apply(next);
        boolean before = visits.accepts(next);
        group.failOverTo(second);

        assertThat(before).isTrue();
        assertThat(visits.accepts(next)).isTrue();
        assertThat(first.log()).anyMatch(line -> line.matches("CREATE LOGIN \\[app_b].*, SID = 0x[0-9A-F]{32}, .*"));
    }

    @Test
    void sends_the_same_hash_to_every_replica_where_no_policy_forbids_it_and_never_the_password() throws Exception {
        var _ = group(false, false);
        for (SqlServerDouble server : List.of(first, second)) {
            server.administer(
                    "master",
                    "CREATE LOGIN app_a WITH PASSWORD = 'x', SID = 0x22222222222222222222222222222222,"
                            + " CHECK_POLICY = OFF");
        }
        first.administer(Servers.DATABASE, "CREATE USER app_a FOR LOGIN app_a");
        Credential next = Servers.credential("app_a", Origin.FOUND, AccountRules.none());

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
        List<String> sent = List.of(passwordStatement(first), passwordStatement(second));
        assertThat(sent.getFirst()).isEqualTo(sent.getLast()).endsWith(" HASHED");
        assertThat(List.of(first.log(), second.log()).toString())
                .doesNotContain(next.password().reveal());
    }

    @Test
    void says_so_when_a_login_has_another_sid_on_another_replica() {
        var _ = group(false, true);
        first.administer("master", "CREATE LOGIN app_a WITH PASSWORD = 'Of-somebody-else-1', SID = 0x01AA");
        second.administer("master", "CREATE LOGIN app_a WITH PASSWORD = 'Of-somebody-else-1', SID = 0x02BB");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.preflight(Servers.credential("app_a", Origin.FOUND, AccountRules.none())))
                .withMessageContaining("another SID")
                .matches(refused -> refused.code().equals("SID"));
    }

    @Test
    void warns_of_replicas_that_the_connection_does_not_name() throws Exception {
        var _ = group(false, true);

        List<String> warnings = Visits.to(first).preflight(Servers.credential("x", Origin.MADE, Servers.creating()));

        assertThat(warnings).singleElement().asString().startsWith("nodes unknown: ");
        assertThat(visits.preflight(Servers.credential("x", Origin.MADE, Servers.creating())))
                .isEmpty();
    }

    @Test
    void changes_a_contained_user_on_whichever_replica_is_the_primary() throws Exception {
        AvailabilityGroup group = group(true, true);
        Credential next = Servers.credential("app_user", Origin.MADE, Servers.creating());
        visits.apply(next);

        group.failOverTo(second);
        Credential again = Servers.credential("app_user", Origin.MADE, Servers.creating());
        visits.apply(again);

        assertThat(visits.accepts(next)).isFalse();
        assertThat(visits.accepts(again)).isTrue();
        assertThat(second.log()).anyMatch(line -> line.startsWith("ALTER USER [app_user]"));
    }

    @Test
    void leaves_out_a_secondary_that_takes_no_clients_for_contained_users() throws Exception {
        var _ = group(true, false);

        try (SqlServerTarget target = visits.open()) {
            assertThat(target.nodes().required())
                    .extracting(Node::address)
                    .containsExactly("127.0.0.1:" + first.port());
        }
    }

    @Test
    void waits_for_a_replica_that_is_silent() {
        var _ = group(false, true);
        second.close();

        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> visits.apply(Servers.credential("x", Origin.MADE, Servers.creating())));
    }

    @Test
    void is_the_same_target_whichever_replica_answers() throws Exception {
        var _ = group(true, true);
        SqlServerDouble alone = Servers.start(Servers.SETUP);

        String ofFirst =
                Visits.to(first).first((target, _) -> target.fingerprint()).orElseThrow();
        String ofSecond = Visits.to(first, second)
                .first((target, _) -> target.fingerprint())
                .orElseThrow();
        String ofAnother =
                Visits.to(alone).first((target, _) -> target.fingerprint()).orElseThrow();
        alone.close();

        assertThat(ofFirst).isEqualTo(ofSecond).startsWith("group ");
        assertThat(ofAnother).startsWith("instance ");
    }

    private AvailabilityGroup group(boolean contained, boolean readable) {
        AvailabilityGroup group = AvailabilityGroup.of(Servers.DATABASE, contained, readable, List.of(first, second));
        Servers.admit(first, true);
        Servers.admit(second, false);
        return group;
    }

    private static String passwordStatement(SqlServerDouble server) {
        return server.log().stream()
                .filter(line -> line.startsWith("ALTER LOGIN [app_a] WITH PASSWORD"))
                .findFirst()
                .orElseThrow();
    }
}
