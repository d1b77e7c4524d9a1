// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.schedule.CronExpression;
import dev.keyturn.core.schedule.InvalidCron;
import dev.keyturn.core.schedule.StartWindow;
import dev.keyturn.server.rotation.OwnTiming.Every;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnTimingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant CHOSEN = Instant.parse("2026-03-19T12:00:00.123Z");

    @Test
    void comes_back_from_its_column_as_it_was() throws InvalidCron {
        var window = new StartWindow(
                EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), LocalTime.of(22, 0), LocalTime.of(4, 5), BERLIN);
        OwnTiming[] all = {
            timing(new Every.Cron(CronExpression.parse("30 3 * * SUN"))),
            timing(new Every.Interval(Duration.ofHours(6))),
            timing(new Every.Local(LocalTime.MIDNIGHT)),
            new OwnTiming(new Every.Local(LocalTime.of(2, 30)), BERLIN, Optional.of(window), 3600, CHOSEN)
        };

        for (OwnTiming each : all) {
            assertThat(OwnTimingCodec.read(OwnTimingCodec.write(each))).isEqualTo(each);
        }
    }

    @Test
    void refuses_a_column_that_it_does_not_understand() {
        assertThatThrownBy(() -> OwnTimingCodec.read("{}")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rounds_the_gap_between_two_starts_up_to_whole_days() throws InvalidCron {
        assertThat(timing(new Every.Interval(Duration.ofMinutes(1))).days()).isEqualTo(1);
        assertThat(timing(new Every.Interval(Duration.ofDays(7))).days()).isEqualTo(7);
        assertThat(timing(new Every.Interval(Duration.ofDays(7).plusSeconds(1))).days())
                .isEqualTo(8);
        assertThat(timing(new Every.Cron(CronExpression.parse("0 3 1 * *"))).days())
                .isEqualTo(30);
    }

    @Test
    void keeps_the_time_at_which_it_was_chosen_while_it_says_the_same() throws InvalidCron {
        var cron = new Every.Cron(CronExpression.parse("0 3 * * *"));
        var present = new Timing(true, 1, LocalTime.MIDNIGHT, Optional.of(timing(cron)));
        Instant now = CHOSEN.plusSeconds(60);
        var same =
                new Timing(true, 9, LocalTime.MIDNIGHT, Optional.of(timing(cron).from(now)));
        var other = new Timing(
                true,
                1,
                LocalTime.MIDNIGHT,
                Optional.of(new OwnTiming(cron, ZoneId.of("UTC"), Optional.empty(), 0, now)));
        var off = new Timing(false, 1, LocalTime.MIDNIGHT, Optional.of(timing(cron)));

        assertThat(since(same.after(present, now))).isEqualTo(CHOSEN);
        assertThat(since(other.after(present, now))).isEqualTo(now);
        assertThat(since(present.after(off, now))).isEqualTo(now);
        assertThat(since(off.after(present, now))).isEqualTo(CHOSEN);
    }

    private static Instant since(Timing timing) {
        return timing.own().orElseThrow().since();
    }

    private static OwnTiming timing(Every every) {
        return new OwnTiming(every, BERLIN, Optional.empty(), 0, CHOSEN);
    }
}
