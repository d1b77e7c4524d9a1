// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.crd.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00.250Z");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    private final Ledger ledger = new Ledger(List.of(), 1);

    @Test
    void keeps_the_order_in_which_conditions_first_came() {
        Ledger told = ledger.done("A", "a", NINE)
                .begun("B", "b", NINE)
                .entry("C--0", true, "c", NINE)
                .done("B", "b!", TEN);

        assertThat(told.list()).extracting(Condition::type).containsExactly("A", "B", "C--0");
        assertThat(told.isTrue("B")).isTrue();
    }

    @Test
    void counts_its_time_from_the_last_change_of_the_status_in_whole_seconds() {
        Ledger told = ledger.done("A", "a", NINE).done("A", "said anew", TEN);

        assertThat(told.of("A").orElseThrow().lastTransitionTime()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(told.of("A").orElseThrow().message()).contains("said anew");
        assertThat(told.failed("A", "Why", "a", TEN).of("A").orElseThrow().lastTransitionTime())
                .isEqualTo(TEN);
    }

    @Test
    void gives_a_step_its_own_name_as_the_reason_and_an_entry_of_a_pod_none() {
        Ledger told = ledger.done("A", "a", NINE).entry("EvictPod--db-0", true, "evict pod", NINE);

        assertThat(told.of("A").orElseThrow().reason()).contains("A");
        assertThat(told.of("EvictPod--db-0").orElseThrow().reason()).isEqualTo(Optional.empty());
        assertThat(told.of("A").orElseThrow().observedGeneration()).contains(1L);
    }

    @Test
    void tells_failed_from_unknown() {
        Ledger told = ledger.failed("A", "Why", "a", NINE).open("B", "Why", "b", NINE);

        assertThat(told.isFalse("A")).isTrue();
        assertThat(told.isFalse("B")).isFalse();
        assertThat(told.isTrue("B")).isFalse();
        assertThat(told.without("A").list()).hasSize(1);
    }
}
