// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Topology;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A primary and a replica that copies its accounts.
@OnMariaDb
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbReplicaIT {

    private final MariaDbServer primary = Servers.fresh("log-bin=b", "server-id=1");
    private final MariaDbServer replica =
            MariaDbServer.replicaOf(primary, Servers.setup().option("server-id=2"));
    private final Visits visits = Visits.to(primary).alsoTo(replica);

    /// What the primary had before the replica came is not copied.
    @BeforeAll
    void let_us_in() {
        replica.admin("SET GLOBAL read_only = 0");
        Servers.withAdmin(replica);
        replica.admin("SET GLOBAL read_only = 1");
    }

    @AfterAll
    void stop() {
        replica.close();
        primary.close();
    }

    @Test
    void writes_on_the_primary_and_proves_on_both() throws Exception {
        Credential next = Servers.made();
        try (MySqlTarget target = visits.open()) {
            Topology topology = target.nodes();
            assertThat(topology.writers()).extracting(Node::address).containsExactly(primary.name());
            assertThat(topology.required()).extracting(Node::address).containsExactly(primary.name(), replica.name());
            assertThat(target.warnings()).isEmpty();
        }

        visits.apply(next);
        catchUp();

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void finds_the_primary_behind_a_replica_and_refuses_a_replica_alone() throws Exception {
        try (MySqlTarget target = Visits.to(replica).alsoTo(primary).open()) {
            assertThat(target.nodes().writers()).extracting(Node::address).containsExactly(primary.name());
        }
        Refused refused =
                catchThrowableOfType(Refused.class, () -> Visits.to(replica).open());
        assertThat(refused.reason()).isEqualTo(Reason.WRONG_NODE);
    }

    @Test
    void takes_the_no_of_a_replica_that_lags_for_no_verdict() throws Exception {
        Credential next = Servers.made();
        visits.apply(next);
        catchUp();
        Credential after = Servers.after(next);
        replica.admin("STOP SLAVE SQL_THREAD");
        try {
            visits.apply(after);

            Refused refused = catchThrowableOfType(Refused.class, () -> visits.verify(after));

            assertThat(refused.reason() + " " + refused.code()).isEqualTo("BUSY LAG");
        } finally {
            replica.admin("START SLAVE SQL_THREAD");
        }
        catchUp();
        assertThat(visits.accepts(after)).isTrue();
        assertThat(visits.accepts(next)).isFalse();
    }

    @Test
    void warns_of_replicas_that_the_connection_does_not_name() throws Exception {
        try (MySqlTarget target = Visits.to(primary).open()) {
            assertThat(target.nodes().required()).hasSize(1);
            assertThat(target.warnings()).singleElement().asString().startsWith("nodes unknown");
        }
    }

    private void catchUp() {
        String position = primary.rows("SELECT @@gtid_binlog_pos").getFirst();
        assertThat(replica.rows("SELECT MASTER_GTID_WAIT('" + position + "', 20)"))
                .containsExactly("0");
    }
}
