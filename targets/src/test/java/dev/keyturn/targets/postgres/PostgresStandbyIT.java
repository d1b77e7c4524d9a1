// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresReplication;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStandbyIT {

    private final PostgresReplication replication =
            PostgresReplication.start(PostgresSetup.with(PostgresBinaries.embedded()));
    private final PostgresServer primary = replication.primary();
    private final PostgresServer standby = replication.standby();
    private final Visits visits = Visits.asSuperuser(primary).alsoTo(standby);

    @BeforeAll
    void make_a_role() {
        primary.admin("CREATE ROLE app LOGIN");
    }

    @AfterAll
    void stop() {
        replication.close();
    }

    @Test
    void writes_to_the_primary_and_proves_the_login_on_every_host() throws Exception {
        Credential next = app();

        visits.apply(next);

        try (PostgresTarget target = visits.open()) {
            Topology topology = target.nodes();
            assertThat(topology.required()).extracting(Node::address).containsExactly(primary.name(), standby.name());
            assertThat(topology.writers()).extracting(Node::address).containsExactly(primary.name());
            assertThat(target.warnings()).isEmpty();
            assertThat(target.fingerprint())
                    .hasValue(standby.rows("SELECT system_identifier FROM pg_control_system()")
                            .getFirst());
            assertThat(target.statements(topology.required().getLast(), next.account(), next.rules()))
                    .isEmpty();
        }
        assertThat(visits.accepts(next)).isTrue();
        assertThat(standby.accepts("app", next.password().reveal())).isTrue();
    }

    @Test
    void sees_a_retired_credential_refused_on_every_host() throws Exception {
        Credential gone = app();
        visits.apply(gone);

        visits.retire(gone, new Keep.Shut());

        assertThat(visits.accepts(gone)).isFalse();
        assertThat(standby.accepts("app", gone.password().reveal())).isFalse();
    }

    @Test
    void waits_for_a_standby_that_is_behind() throws Exception {
        Credential next = app();
        standby.admin("SELECT pg_wal_replay_pause()");
        visits.apply(next);
        try (PostgresTarget target = visits.open()) {
            Node behind = target.nodes().required().getLast();
            var resumed = Thread.ofVirtual().start(() -> standby.admin("SELECT pg_wal_replay_resume()"));

            target.verify(behind, next);

            resumed.join();
        } finally {
            standby.admin("SELECT pg_wal_replay_resume()");
        }
    }

    @Test
    void is_told_by_a_standby_that_it_takes_no_changes() throws Exception {
        try (PostgresTarget target = visits.open()) {
            Node reader = target.nodes().required().getLast();

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> target.apply(reader, app(), new Keep.Shut()))
                    .matches(refused -> refused.reason() == Reason.WRONG_NODE
                            && refused.code().equals("25006"));
        }
    }

    @Test
    void finds_no_primary_where_there_is_none() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Visits.asSuperuser(standby).open())
                .matches(refused -> refused.reason() == Reason.WRONG_NODE);
    }

    @Test
    void finds_the_primary_behind_a_standby_that_is_named_first() throws Exception {
        try (PostgresTarget target = Visits.asSuperuser(standby).alsoTo(primary).open()) {
            assertThat(target.nodes().writers()).extracting(Node::address).containsExactly(primary.name());
        }
    }

    @Test
    void says_that_nodes_are_unknown_where_only_the_primary_is_named() throws Exception {
        try (PostgresTarget target = Visits.asSuperuser(primary).open()) {
            assertThat(target.nodes().required()).hasSize(1);
            assertThat(target.warnings()).singleElement().asString().startsWith("nodes unknown");
        }
    }

    @Test
    void goes_on_without_a_standby_that_the_primary_has_lost_too_and_proves_it_when_it_is_back() throws Exception {
        Credential next = app();
        standby.stop();
        try (PostgresTarget target = visits.open()) {
            Topology topology = target.nodes();

            assertThat(topology.required()).extracting(Node::address).containsExactly(primary.name());
            assertThat(topology.failed()).extracting(Node::address).containsExactly(standby.name());
        }
        visits.apply(next);

        standby.restart();

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void does_not_go_on_without_the_primary() {
        primary.stop();
        try {
            assertThatExceptionOfType(Unanswered.class).isThrownBy(visits::open);
        } finally {
            primary.restart();
        }
    }

    private static Credential app() {
        return Servers.credential("app", Origin.FOUND, AccountRules.none());
    }
}
