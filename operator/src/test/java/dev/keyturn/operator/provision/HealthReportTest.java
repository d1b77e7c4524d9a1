// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.DatabasePhase;
import dev.keyturn.operator.crd.database.HealthChecker;
import dev.keyturn.operator.provision.HealthRound.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    private static final Conditions NOTHING = new Conditions(List.of());
    private static final Findings WELL = findings(Optional.empty());
    private static final Findings REFUSED = findings(Optional.of("the login was refused (WRONGPASS)"));

    @Test
    void the_conditions_come_in_the_order_of_the_contract() {
        Conditions conditions = report(1).conditions(NOTHING, WELL, 0);

        assertThat(conditions.list())
                .extracting(Condition::type)
                .containsExactly("ReplicaReady", "AcceptingConnection", "Ready", "Provisioned");
        assertThat(conditions.list())
                .extracting(condition -> condition.reason().orElse(""))
                .containsExactly(
                        "AllReplicasReady",
                        "DatabaseAcceptingConnectionRequest",
                        "ReadinessCheckSucceeded",
                        "DatabaseSuccessfullyProvisioned");
        assertThat(Phases.of(conditions)).isEqualTo(DatabasePhase.READY);
    }

    @Test
    void what_was_never_well_is_not_provisioned() {
        Conditions conditions = report(1).conditions(NOTHING, REFUSED, 1);

        assertThat(conditions.of(DatabaseCondition.PROVISIONED)).isEmpty();
        assertThat(Phases.of(conditions)).isEqualTo(DatabasePhase.PROVISIONING);
    }

    @Test
    void what_held_holds_until_enough_rounds_found_it_wrong() {
        Conditions before = report(3).conditions(NOTHING, WELL, 0);

        assertThat(Phases.of(report(3).conditions(before, REFUSED, 2))).isEqualTo(DatabasePhase.READY);
        assertThat(Phases.of(report(3).conditions(before, REFUSED, 3))).isEqualTo(DatabasePhase.NOT_READY);
    }

    @Test
    void a_node_that_refuses_is_asked_less_and_less_often() {
        assertThat(report(1).next(WELL, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(report(1).next(REFUSED, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(report(1).next(REFUSED, 4)).isEqualTo(Duration.ofSeconds(4));
        assertThat(report(1).next(REFUSED, 99)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_cluster_that_comes_together_is_asked_at_once() {
        var forming = new Findings(Optional.empty(), Optional.empty(), Optional.of("slots"), true, true);

        assertThat(report(1).next(forming, 9)).isEqualTo(Duration.ofSeconds(1));
    }

    private static HealthReport report(int threshold) {
        var checker = new HealthChecker(Optional.of(10), Optional.of(10), Optional.of(threshold), Optional.empty());
        return new HealthReport("Redis shop/orders-cache", 1, checker, Instant.parse("2026-03-02T09:00:00Z"));
    }

    private static Findings findings(Optional<String> wrong) {
        return new Findings(Optional.empty(), wrong, wrong, false, true);
    }
}
