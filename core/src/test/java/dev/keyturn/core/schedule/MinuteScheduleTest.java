// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MinuteScheduleTest {
    private static final MinuteSchedule SCHEDULE = new MinuteSchedule(2, 29);

    @Test
    void counts_minutes_for_days_and_seconds_for_the_clock_time() {
        Instant early = Instant.parse("2026-03-03T10:00:10Z");
        Instant late = Instant.parse("2026-03-03T10:00:29Z");

        assertThat(SCHEDULE.afterPublication(early, true)).isEqualTo("2026-03-03T10:02:29Z");
        assertThat(SCHEDULE.afterPublication(late, true)).isEqualTo("2026-03-03T10:03:29Z");
        assertThat(SCHEDULE.afterPublication(late, false)).isEqualTo("2026-03-03T10:02:29Z");
        assertThat(SCHEDULE.afterFailure(early, early)).isEqualTo("2026-03-03T10:01:29Z");
    }

    @Test
    void refuses_what_is_no_minute_or_second() {
        assertThatThrownBy(() -> new MinuteSchedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MinuteSchedule(1, 60)).isInstanceOf(IllegalArgumentException.class);
    }
}
