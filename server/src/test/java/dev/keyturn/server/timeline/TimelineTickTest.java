// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTickTest {
    private static List<Tick> ticks(String from, String to, ZoneId zone, int atMost) {
        Instant start = Instant.parse(from);
        return Tick.of(
                new TimelineView("t", start, zone, start, Instant.parse(to), List.of(), new Next.Unset(), List.of()),
                atMost);
    }

    private static String labels(List<Tick> ticks) {
        return ticks.stream()
                .map(tick -> tick.bold() ? "*" + tick.label() + "*" : tick.label())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "PT5S, SECONDS, 1",
        "PT8S, SECONDS, 1",
        "PT9S, SECONDS, 5",
        "PT1M, SECONDS, 15",
        "PT3M, SECONDS, 30",
        "PT1H, MINUTES, 15",
        "PT4H, MINUTES, 30",
        "PT8H, HOURS, 1",
        "PT17H, HOURS, 3",
        "P2D, HOURS, 6",
        "P4D, HOURS, 12",
        "P8D, DAYS, 1",
        "P16D, DAYS, 2",
        "P17D, WEEKS, 1",
        "P30D, WEEKS, 1",
        "P60D, WEEKS, 2",
        "P200D, MONTHS, 1",
        "P365D, MONTHS, 3",
        "P2000D, YEARS, 1",
        "P7000D, YEARS, 5"
    })
    void takes_the_first_step_of_which_no_more_than_eight_fit(String window, String unit, int count) {
        TickStep step = TickStep.within(Duration.parse(window), 8);

        assertThat(step.unit().name()).isEqualTo(unit);
        assertThat(step.count()).isEqualTo(count);
    }

    @Test
    void stands_at_round_hours_with_midnight_bold() {
        assertThat(labels(ticks("2026-03-04T09:00:00Z", "2026-03-05T18:00:00Z", Sketch.BERLIN, 8)))
                .isEqualTo("12:00 18:00 *Thu 5 Mar* 06:00 12:00 18:00");
    }

    @Test
    void counts_seconds_days_mondays_months_and_years() {
        assertThat(labels(ticks("2026-03-05T09:59:56Z", "2026-03-05T10:00:14Z", Sketch.BERLIN, 8)))
                .isEqualTo("11:00:00 11:00:05 11:00:10");
        assertThat(labels(ticks("2026-03-03T09:00:00Z", "2026-03-06T18:00:00Z", Sketch.BERLIN, 5)))
                .isEqualTo("Wed 4 Mar Thu 5 Mar Fri 6 Mar");
        assertThat(labels(ticks("2026-03-03T09:00:00Z", "2026-03-28T18:00:00Z", Sketch.BERLIN, 8)))
                .isEqualTo("Mon 9 Mar Mon 16 Mar Mon 23 Mar");
        assertThat(labels(ticks("2025-11-20T09:00:00Z", "2026-04-15T18:00:00Z", Sketch.BERLIN, 8)))
                .isEqualTo("Dec *2026* Feb Mar Apr");
        assertThat(labels(ticks("2023-06-01T00:00:00Z", "2026-06-01T00:00:00Z", Sketch.BERLIN, 5)))
                .isEqualTo("2024 2025 2026");
    }

    @Test
    void has_no_tick_for_an_hour_that_the_clock_skips() {
        List<Tick> ticks = ticks("2026-03-28T23:30:00Z", "2026-03-29T04:30:00Z", Sketch.BERLIN, 8);

        assertThat(labels(ticks)).isEqualTo("01:00 03:00 04:00 05:00 06:00");
        assertThat(Duration.between(ticks.get(0).at(), ticks.get(1).at())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void has_only_the_first_tick_of_an_hour_that_comes_twice() {
        List<Tick> ticks = ticks("2026-10-24T22:30:00Z", "2026-10-25T03:30:00Z", Sketch.BERLIN, 8);

        assertThat(labels(ticks)).isEqualTo("01:00 02:00 03:00 04:00");
        assertThat(ticks.get(1).at()).isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(Duration.between(ticks.get(1).at(), ticks.get(2).at())).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void goes_on_inside_a_window_that_ends_before_it_began_by_the_clock() {
        List<Tick> ticks = ticks("2026-10-25T00:50:00Z", "2026-10-25T01:20:00Z", Sketch.BERLIN, 8);

        assertThat(labels(ticks)).isEqualTo("02:50 02:55");
    }

    @Test
    void aligns_to_the_wall_clock_of_odd_zones() {
        assertThat(labels(ticks("2026-03-05T00:00:00Z", "2026-03-05T05:00:00Z", ZoneId.of("Asia/Kathmandu"), 8)))
                .isEqualTo("06:00 07:00 08:00 09:00 10:00");
    }
}
