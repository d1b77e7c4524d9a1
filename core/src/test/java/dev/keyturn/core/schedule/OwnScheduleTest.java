// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The worked table of API contract §13.2, row by row, and what it leaves to the sentences around it.
class OwnScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final StartWindow WEEKEND = new StartWindow(
            EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneOffset.UTC);

    @Test
    void starts_every_six_hours_by_the_clock() {
        assertThat(next(cron("0 */6 * * *", ZoneOffset.UTC), "2026-03-05T06:00:03Z"))
                .isEqualTo("2026-03-05T12:00:00Z");
    }

    @Test
    void keeps_the_local_hour_in_winter_and_in_summer() {
        Schedule sundays = cron("30 3 * * SUN", BERLIN);

        assertThat(next(sundays, "2026-03-19T12:00:00Z")).isEqualTo("2026-03-22T02:30:00Z");
        assertThat(next(sundays, "2026-03-22T02:30:05Z")).isEqualTo("2026-03-29T01:30:00Z");
    }

    @Test
    void moves_a_skipped_local_time_forward_by_the_gap() {
        Schedule daily = own(new LocalTimeRhythm(1, LocalTime.of(2, 30), BERLIN));

        assertThat(next(daily, "2026-03-28T01:30:05Z")).isEqualTo("2026-03-29T01:30:00Z");
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(textBlock = """
            30 2 * * *,    Europe/Berlin,       skipped,                     2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z
            30 2 * * *,    Europe/Berlin,       doubled: the first,          2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z
            30 2 * * *,    Europe/Berlin,       doubled: once,               2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z
            0 * * * *,     Europe/Berlin,       skipped and the next are one, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z
            */30 * * * *,  Europe/Berlin,       doubled hours run once,      2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z
            30 1 * * *,    America/New_York,    doubled: the first,          2026-10-31T12:00:00Z, 2026-11-01T05:30:00Z
            15 2 * * *,    Australia/Lord_Howe, skipped half an hour,        2026-10-03T12:00:00Z, 2026-10-03T15:45:00Z
            45 1 * * *,    Australia/Lord_Howe, doubled half an hour,        2026-04-04T12:00:00Z, 2026-04-04T14:45:00Z
            30 0 * * *,    Africa/Cairo,        skipped at midnight,         2026-04-23T12:00:00Z, 2026-04-23T22:30:00Z
            0 3 30 12 *,   Pacific/Apia,        a day that did not exist,    2011-12-29T12:00:00Z, 2011-12-30T13:00:00Z
            0 3 29 2 *,    UTC,                 leap day,                    2026-03-01T00:00:00Z, 2028-02-29T03:00:00Z
            """)
    void follows_the_clock_on_the_wall(String text, String zone, String what, Instant published, Instant expected) {
        assertThat(cron(text, ZoneId.of(zone)).afterPublication(published, false))
                .as(what)
                .isEqualTo(expected);
    }

    @Test
    void counts_an_interval_from_the_last_publication() {
        assertThat(next(own(new IntervalRhythm(Duration.ofHours(6))), "2026-03-05T06:00:03.500Z"))
                .isEqualTo("2026-03-05T12:00:03.500Z");
    }

    @Test
    void moves_a_start_outside_of_the_window_to_its_next_opening() {
        var daily = new OwnSchedule(rhythm("0 3 * * *", ZoneOffset.UTC), Optional.of(WEEKEND), Jitter.none());

        assertThat(next(daily, "2026-03-03T12:00:00Z")).isEqualTo("2026-03-07T22:00:00Z");
        assertThat(next(daily, "2026-03-07T22:00:05Z")).isEqualTo("2026-03-08T03:00:00Z");
        assertThat(next(daily, "2026-03-09T03:00:05Z")).isEqualTo("2026-03-14T22:00:00Z");
    }

    @Test
    void waits_for_the_end_of_a_grace() {
        Instant published = Instant.parse("2026-03-05T03:00:00Z");

        assertThat(terms(cron("0 3 * * *", ZoneOffset.UTC), Duration.ofDays(2))
                        .next(succeeded(published, Trigger.SCHEDULE)))
                .contains(Instant.parse("2026-03-07T03:00:00Z"));
    }

    @Test
    void waits_for_the_opening_after_a_grace_that_ends_outside_of_the_window() {
        Instant published = Instant.parse("2026-03-08T03:00:00Z");
        var daily = new OwnSchedule(rhythm("0 3 * * *", ZoneOffset.UTC), Optional.of(WEEKEND), Jitter.none());

        assertThat(terms(daily, Duration.ofDays(2)).next(succeeded(published, Trigger.SCHEDULE)))
                .contains(Instant.parse("2026-03-14T22:00:00Z"));
    }

    @Test
    void lets_a_grace_hold_the_built_in_rule_as_well() {
        Instant published = Instant.parse("2026-03-05T11:29:05Z");

        assertThat(terms(new DailySchedule(1, LocalTime.of(11, 29)), Duration.ofDays(3))
                        .next(succeeded(published, Trigger.SCHEDULE)))
                .contains(Instant.parse("2026-03-08T11:29:05Z"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            the next regular start comes first,        21600,  2026-03-05T06:00:00Z, 2026-03-05T12:15:30Z, 2026-03-05T18:00:00Z
            a day later comes first,                   604800, 2026-03-05T06:00:00Z, 2026-03-12T06:15:30Z, 2026-03-13T06:15:30Z
            by hand before the start that is promised, 21600,  2026-03-05T06:00:00Z, 2026-03-05T09:00:00Z, 2026-03-05T12:00:00Z
            long after many starts,                    60,     2025-03-05T06:00:00Z, 2026-03-05T09:00:30Z, 2026-03-05T09:01:00Z
            """)
    void tries_again_after_a_failure_at_the_next_start_or_a_day_later(
            String what, long seconds, Instant published, Instant failed, Instant expected) {
        Schedule schedule = own(new IntervalRhythm(Duration.ofSeconds(seconds)));

        assertThat(terms(schedule).next(failed(published, failed))).as(what).contains(expected);
    }

    @Test
    void tries_again_inside_the_window_after_a_failure() {
        var weekly = new OwnSchedule(new IntervalRhythm(Duration.ofDays(30)), Optional.of(WEEKEND), Jitter.none());
        Instant published = Instant.parse("2026-02-07T23:00:00Z");

        // Mon 03:00 + 24 h is outside
        assertThat(terms(weekly).next(failed(published, Instant.parse("2026-03-16T03:00:00Z"))))
                .contains(Instant.parse("2026-03-21T22:00:00Z"));
        assertThat(terms(weekly).next(failed(published, Instant.parse("2026-03-14T23:00:00Z"))))
                .contains(Instant.parse("2026-03-15T23:00:00Z"));
    }

    @Test
    void gives_a_run_by_hand_the_extra_day_at_or_after_the_local_time_only() {
        Schedule everyTwo = own(new LocalTimeRhythm(2, LocalTime.of(11, 29), BERLIN));

        assertThat(terms(everyTwo).next(succeeded(Instant.parse("2026-03-03T10:28:59Z"), Trigger.MANUAL)))
                .contains(Instant.parse("2026-03-05T10:29:00Z"));
        assertThat(terms(everyTwo).next(succeeded(Instant.parse("2026-03-03T10:29:00Z"), Trigger.MANUAL)))
                .contains(Instant.parse("2026-03-06T10:29:00Z"));
        assertThat(terms(everyTwo).next(succeeded(Instant.parse("2026-03-03T10:29:00Z"), Trigger.SCHEDULE)))
                .contains(Instant.parse("2026-03-05T10:29:00Z"));
        assertThat(terms(everyTwo).next(succeeded(Instant.parse("2026-03-27T11:29:00Z"), Trigger.CREATE)))
                .contains(Instant.parse("2026-03-30T09:29:00Z"));
    }

    @Test
    void does_not_promise_what_lay_before_the_expression_was_chosen() throws InvalidCron {
        var chosen = new CronRhythm(
                CronExpression.parse("30 3 * * SUN"), ZoneOffset.UTC, Instant.parse("2026-03-19T12:00:00Z"));

        assertThat(next(own(chosen), "2026-01-05T06:00:00Z")).isEqualTo("2026-03-22T03:30:00Z");
    }

    @Test
    void delays_each_rotation_by_its_own_time_and_always_by_the_same() {
        List<Instant> starts = List.of("a", "b", "c", "d", "e").stream()
                .map(id -> new OwnSchedule(rhythm("0 3 * * *", ZoneOffset.UTC), Optional.empty(), Jitter.of(3600, id)))
                .map(schedule -> next(schedule, "2026-03-05T12:00:00Z"))
                .toList();

        assertThat(starts)
                .doesNotHaveDuplicates()
                .allSatisfy(start -> assertThat(start)
                        .isBetween(Instant.parse("2026-03-06T03:00:00Z"), Instant.parse("2026-03-06T04:00:00Z")));
        var again = new OwnSchedule(rhythm("0 3 * * *", ZoneOffset.UTC), Optional.empty(), Jitter.of(3600, "a"));
        assertThat(next(again, "2026-03-05T12:00:00Z")).isEqualTo(starts.getFirst());
    }

    @Test
    void does_not_leave_the_window_by_a_delay() {
        var narrow = new StartWindow(
                EnumSet.allOf(DayOfWeek.class), LocalTime.of(3, 0), LocalTime.of(3, 10), ZoneOffset.UTC);
        var schedule = new OwnSchedule(
                rhythm("5 3 * * *", ZoneOffset.UTC), Optional.of(narrow), new Jitter(3600, (1L << 32) - 1));

        assertThat(next(schedule, "2026-03-05T12:00:00Z")).isEqualTo("2026-03-06T03:09:59Z");
    }

    @Test
    void runs_as_often_with_a_delay_as_without() {
        var delayed =
                new OwnSchedule(rhythm("*/10 * * * *", ZoneOffset.UTC), Optional.empty(), new Jitter(3600, 1L << 31));

        Instant first = next(delayed, "2026-03-05T12:00:00Z");
        Instant second = delayed.afterPublication(first.plusSeconds(3), false);

        assertThat(Duration.between(first, second)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void opens_a_window_where_a_clock_change_leaves_something_of_it() {
        var skipped = new StartWindow(EnumSet.allOf(DayOfWeek.class), LocalTime.of(2, 10), LocalTime.of(2, 50), BERLIN);
        var swallowed = new StartWindow(EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(2, 30), LocalTime.of(3, 15), BERLIN);
        Instant change = Instant.parse("2026-03-29T00:50:00Z");

        assertThat(schedule(skipped).opening(change)).isEqualTo("2026-03-29T01:10:00Z");
        assertThat(schedule(swallowed).opening(change)).isEqualTo("2026-04-05T00:30:00Z");
    }

    @Test
    void refuses_windows_that_never_open_or_never_close_and_intervals_of_nothing() {
        LocalTime noon = LocalTime.NOON;
        assertThatThrownBy(() -> new StartWindow(EnumSet.allOf(DayOfWeek.class), noon, noon, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StartWindow(Set.of(), noon, LocalTime.MIDNIGHT, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IntervalRhythm(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LocalTimeRhythm(0, noon, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Jitter(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant next(Schedule schedule, String published) {
        return terms(schedule)
                .next(succeeded(Instant.parse(published), Trigger.SCHEDULE))
                .orElseThrow();
    }

    private static Terms terms(Schedule schedule) {
        return new Terms(schedule, true, Optional.empty(), Duration.ZERO, false);
    }

    private static Terms terms(Schedule schedule, Duration grace) {
        return new Terms(schedule, true, Optional.of(grace), Duration.ZERO, false);
    }

    private static LastRun succeeded(Instant at, Trigger by) {
        return new LastRun(Optional.of(at), at, by, Optional.empty());
    }

    private static LastRun failed(Instant published, Instant at) {
        var why = new Failure(Step.APPLY, Optional.empty(), "NOPERM", "a right is missing");
        return new LastRun(Optional.of(published), at, Trigger.SCHEDULE, Optional.of(why));
    }

    private static Schedule cron(String text, ZoneId zone) {
        return own(rhythm(text, zone));
    }

    private static Rhythm rhythm(String text, ZoneId zone) {
        try {
            return new CronRhythm(CronExpression.parse(text), zone, Instant.EPOCH);
        } catch (InvalidCron invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static Schedule own(Rhythm rhythm) {
        return new OwnSchedule(rhythm, Optional.empty(), Jitter.none());
    }

    private static Schedule schedule(StartWindow window) {
        return new OwnSchedule(new IntervalRhythm(Duration.ofDays(1)), Optional.of(window), Jitter.none());
    }
}
