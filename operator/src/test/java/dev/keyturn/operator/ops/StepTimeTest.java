// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.request.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepTimeTest {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final Ledger picked = new Ledger(List.of(), 1).done("RotateAuth", "started", NINE);

    @Test
    void counts_from_the_end_of_the_step_before() {
        Ledger paused = picked.done("DatabasePauseSucceeded", "paused", NINE.plusSeconds(3));

        assertThat(StepTime.began(paused, Optional.empty())).isEqualTo(NINE.plusSeconds(3));
    }

    @Test
    void does_not_count_anew_by_trying_again_or_by_what_is_not_done() {
        Ledger tried = CourseConditions.again(picked, "silence", NINE.plusSeconds(60), NINE.plusSeconds(65))
                .begun("RestartNodes", "restarting", NINE.plusSeconds(61));

        assertThat(StepTime.began(tried, Optional.empty())).isEqualTo(NINE);
    }

    @Test
    void counts_from_the_last_repetition() {
        assertThat(StepTime.began(picked, Optional.of(NINE.plusSeconds(90)))).isEqualTo(NINE.plusSeconds(90));
    }
}
