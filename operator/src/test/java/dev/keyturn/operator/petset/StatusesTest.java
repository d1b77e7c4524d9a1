// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.petset.PetSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusesTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Wanted.Refused REFUSED = new Wanted.Refused("ImmutableField", "no");
    private static final StatefulSet SEEN = Given.statefulSet(4, """
            observedGeneration: 4
            replicas: 3
            readyReplicas: 2
            currentReplicas: 3
            updatedReplicas: 1
            availableReplicas: 2
            currentRevision: orders-a
            updateRevision: orders-b
            collisionCount: 0
            conditions: [{type: Odd, status: "True", lastTransitionTime: "2026-03-02T08:00:00Z", reason: Why}]
            """);

    @Test
    void is_that_of_the_stateful_set() {
        var status = Statuses.reconciled(Given.petSet(""), SEEN, NINE);

        assertThat(status.replicas()).contains(3);
        assertThat(status.readyReplicas()).contains(2);
        assertThat(status.currentReplicas()).contains(3);
        assertThat(status.updatedReplicas()).contains(1);
        assertThat(status.availableReplicas()).contains(2);
        assertThat(status.currentRevision()).contains("orders-a");
        assertThat(status.updateRevision()).contains("orders-b");
        assertThat(status.collisionCount()).contains(0);
        assertThat(status.observedGeneration()).contains(3L);
        assertThat(status.conditions())
                .extracting(Condition::type, Condition::status)
                .containsExactly(tuple("Reconciled", "True"), tuple("Odd", "True"));
    }

    @Test
    void does_not_claim_a_generation_that_the_stateful_set_has_not_seen() {
        var behind = Given.statefulSet(5, "{observedGeneration: 4, replicas: 3}");
        var petSet = Given.petSet("");

        assertThat(Statuses.reconciled(petSet, behind, NINE).observedGeneration())
                .isEmpty();
        petSet.setStatus(Statuses.reconciled(petSet, SEEN, NINE));
        assertThat(Statuses.reconciled(petSet, behind, NINE).observedGeneration())
                .contains(3L);
    }

    @Test
    void has_replicas_for_the_scale_subresource_before_there_is_a_stateful_set() {
        assertThat(Statuses.refused(Given.petSet(""), Optional.empty(), REFUSED, NINE)
                        .replicas())
                .contains(0);
    }

    @Test
    void a_refusal_keeps_the_numbers_of_what_is_there() {
        var status = Statuses.refused(Given.petSet(""), Optional.of(SEEN), REFUSED, NINE);

        assertThat(status.readyReplicas()).contains(2);
        assertThat(reconciled(status).status()).isEqualTo("False");
        assertThat(reconciled(status).reason()).contains("ImmutableField");
        assertThat(reconciled(status).message()).contains("no");
        assertThat(reconciled(status).observedGeneration()).contains(3L);
    }

    @Test
    void a_condition_keeps_its_time_until_it_turns() {
        var petSet = Given.petSet("");
        petSet.setStatus(Statuses.reconciled(petSet, SEEN, NINE));

        assertThat(reconciled(Statuses.reconciled(petSet, SEEN, TEN)).lastTransitionTime())
                .isEqualTo(NINE);
        assertThat(reconciled(Statuses.refused(petSet, Optional.of(SEEN), REFUSED, TEN))
                        .lastTransitionTime())
                .isEqualTo(TEN);
    }

    private static Condition reconciled(PetSetStatus status) {
        return status.conditions().getFirst();
    }
}
