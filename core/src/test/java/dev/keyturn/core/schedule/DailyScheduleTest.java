// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyScheduleTest {
    private static final LocalTime AT = LocalTime.of(11, 29);

    /// Every worked example of API contract §5.1 in which something was published.
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            created before the clock time,    2,  11:29, true,  2026-03-03T10:00:00Z, 2026-03-05T11:29:00Z
            created after the clock time,     2,  11:29, true,  2026-03-03T12:00:00Z, 2026-03-06T11:29:00Z
            created at the clock time sharp,  2,  11:29, true,  2026-03-03T11:29:00Z, 2026-03-06T11:29:00Z
            automatic run,                    2,  11:29, false, 2026-03-05T11:29:05Z, 2026-03-07T11:29:00Z
            automatic run done late,          2,  11:29, false, 2026-03-06T02:00:00Z, 2026-03-08T11:29:00Z
            manual run succeeds,              2,  11:29, true,  2026-03-05T09:00:00Z, 2026-03-07T11:29:00Z
            days and not months,              30, 00:00, false, 2026-01-31T00:00:04Z, 2026-03-02T00:00:00Z
            interval from 30 to 2 by PATCH,   2,  11:29, false, 2026-03-05T11:29:05Z, 2026-03-07T11:29:00Z
            """)
    void follows_the_contract(
            String what, int days, LocalTime at, boolean byHand, Instant published, Instant expected) {
        Instant next = new DailySchedule(days, at).afterPublication(published, byHand);

        assertThat(next).as(what).isEqualTo(expected);
    }

    @Test
    void tries_again_tomorrow_after_a_failure_and_never_later_today() {
        var schedule = new DailySchedule(2, AT);

        assertThat(schedule.afterFailure(Instant.parse("2026-03-05T09:00:00Z"), Instant.parse("2026-03-03T10:00:00Z")))
                .isEqualTo("2026-03-06T11:29:00Z");
    }

    @Test
    void counts_a_first_issue_and_a_manual_run_as_made_by_hand() {
        var terms = new Terms(new DailySchedule(2, AT), true, Optional.empty(), Duration.ZERO, false);
        Instant afterNoon = Instant.parse("2026-03-03T12:00:00Z");

        assertThat(terms.next(run(afterNoon, Trigger.CREATE))).contains(Instant.parse("2026-03-06T11:29:00Z"));
        assertThat(terms.next(run(afterNoon, Trigger.MANUAL))).contains(Instant.parse("2026-03-06T11:29:00Z"));
        assertThat(terms.next(run(afterNoon, Trigger.SCHEDULE))).contains(Instant.parse("2026-03-05T11:29:00Z"));
    }

    @Test
    void promises_nothing_while_the_schedule_is_off_not_even_after_a_failure() {
        var off = new Terms(new DailySchedule(2, AT), false, Optional.empty(), Duration.ZERO, false);
        Instant now = Instant.parse("2026-03-05T09:00:00Z");
        var failed = new LastRun(
                Optional.of(now),
                now,
                Trigger.MANUAL,
                Optional.of(new Failure(Step.APPLY, Optional.empty(), "NOPERM", "a right is missing")));

        assertThat(off.next(failed)).isEmpty();
        assertThat(off.next(run(now, Trigger.MANUAL))).isEmpty();
    }

    @Test
    void refuses_an_interval_of_no_days() {
        assertThatThrownBy(() -> new DailySchedule(0, AT)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LastRun run(Instant at, Trigger by) {
        return new LastRun(Optional.of(at), at, by, Optional.empty());
    }
}
