// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.rotation.PastSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetsJsonTest {
    private static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");
    private static final PastSet DUE = new PastSet(
            7,
            3,
            "billing_b",
            new PastSet.Rise(Optional.of(NOW), Optional.of(NOW), Optional.of(NOW), Optional.empty(), false),
            new PastSet.Fall(
                    Optional.of(NOW),
                    Optional.of(NOW.plusSeconds(60)),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.of(PastSet.Reason.GRACE_OVER),
                    Optional.empty(),
                    Optional.empty()));

    @Test
    void names_nobody_to_who_may_not_learn_it_elsewhere() {
        assertThat(SetsJson.of(List.of(DUE), 1, false).sets().getFirst().username())
                .isEmpty();
        assertThat(SetsJson.of(List.of(DUE), 1, true).sets().getFirst().username())
                .contains("billing_b");
    }

    @Test
    void gives_no_reason_for_an_end_that_has_not_come() {
        SetsJson.SetJson set = SetsJson.of(List.of(DUE), 1, true).sets().getFirst();

        assertThat(set.state()).isEqualTo("superseded");
        assertThat(set.plannedEndAt()).contains(NOW.plusSeconds(60));
        assertThat(set.endReason()).isEmpty();
    }

    @Test
    void names_the_next_page_only_if_there_is_one() {
        assertThat(SetsJson.of(List.of(DUE, DUE), 1, true).nextCursor()).contains("7");
        assertThat(SetsJson.of(List.of(DUE), 1, true).nextCursor()).isEmpty();
    }
}
