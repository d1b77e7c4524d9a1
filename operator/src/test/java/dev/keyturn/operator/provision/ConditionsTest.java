// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.provision.Conditions.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Instant EARLIER = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:10.5Z");

    @Test
    void an_entry_is_said_anew_in_its_place() {
        var conditions = new Conditions(List.of())
                .with(DatabaseCondition.REPLICA_READY, said(false, "a"), EARLIER)
                .with(DatabaseCondition.READY, said(false, "b"), EARLIER)
                .with(DatabaseCondition.REPLICA_READY, said(true, "c"), NOW);

        assertThat(conditions.list()).extracting(Condition::type).containsExactly("ReplicaReady", "Ready");
        assertThat(conditions.of(DatabaseCondition.REPLICA_READY).orElseThrow().lastTransitionTime())
                .isEqualTo("2026-03-02T09:00:10Z");
    }

    @Test
    void its_time_is_that_of_the_last_change_of_status() {
        var conditions = new Conditions(List.of())
                .with(DatabaseCondition.READY, said(false, "no answer"), EARLIER)
                .with(DatabaseCondition.READY, said(false, "wrong password"), NOW);

        var ready = conditions.of(DatabaseCondition.READY).orElseThrow();
        assertThat(ready.lastTransitionTime()).isEqualTo(EARLIER);
        assertThat(ready.message()).contains("wrong password");
    }

    @Test
    void one_that_is_taken_out_is_neither_true_nor_false() {
        var conditions = new Conditions(List.of())
                .with(DatabaseCondition.PAUSED, said(true, "by a request"), EARLIER)
                .without(DatabaseCondition.PAUSED);

        assertThat(conditions.isTrue(DatabaseCondition.PAUSED)).isFalse();
        assertThat(conditions.isFalse(DatabaseCondition.PAUSED)).isFalse();
    }

    private static Statement said(boolean holds, String message) {
        return new Statement(holds, "Reason", message, 1);
    }
}
