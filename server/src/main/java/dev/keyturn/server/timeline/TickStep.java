// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;

/// A distance between ticks that people count in, aligned to the wall clock.
///
/// @param unit what it is counted in; above days only weeks, months and years
record TickStep(ChronoUnit unit, int count) {
    private static final List<TickStep> STEPS = steps();

    private static List<TickStep> steps() {
        List<TickStep> steps = new ArrayList<>();
        add(steps, ChronoUnit.SECONDS, 1, 5, 15, 30);
        add(steps, ChronoUnit.MINUTES, 1, 5, 15, 30);
        add(steps, ChronoUnit.HOURS, 1, 2, 3, 6, 12);
        add(steps, ChronoUnit.DAYS, 1, 2);
        add(steps, ChronoUnit.WEEKS, 1, 2);
        add(steps, ChronoUnit.MONTHS, 1, 3);
        add(steps, ChronoUnit.YEARS, 1, 2, 5, 10, 25, 100);
        return List.copyOf(steps);
    }

    private static void add(List<TickStep> steps, ChronoUnit unit, int... counts) {
        for (int count : counts) {
            steps.add(new TickStep(unit, count));
        }
    }

    /// The first step of which at most so many fit into a window.
    static TickStep within(Duration window, int atMost) {
        return STEPS.stream()
                .filter(step -> step.length().multipliedBy(atMost).compareTo(window) >= 0)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    private Duration length() {
        return unit.getDuration().multipliedBy(count);
    }

    boolean isTimeOfDay() {
        return unit.isTimeBased();
    }

    /// The last aligned wall-clock time that is not after another.
    LocalDateTime floor(LocalDateTime time) {
        LocalDate day = time.toLocalDate();
        return switch (unit) {
            case SECONDS, MINUTES, HOURS -> {
                long length = length().toNanos();
                yield day.atStartOfDay()
                        .plusNanos(Math.floorDiv(time.toLocalTime().toNanoOfDay(), length) * length);
            }
            case DAYS ->
                LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay(), count) * count)
                        .atStartOfDay();
            case WEEKS -> monday(day).atStartOfDay();
            case MONTHS ->
                LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / count * count + 1, 1)
                        .atStartOfDay();
            default ->
                LocalDate.of(Math.floorDiv(day.getYear(), count) * count, 1, 1).atStartOfDay();
        };
    }

    private LocalDate monday(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        long weeks = Math.floorDiv(monday.toEpochDay(), 7);
        return monday.minusWeeks(Math.floorMod(weeks, count));
    }

    LocalDateTime after(LocalDateTime time) {
        return time.plus(amount());
    }

    private TemporalAmount amount() {
        return switch (unit) {
            case DAYS -> Period.ofDays(count);
            case WEEKS -> Period.ofWeeks(count);
            case MONTHS -> Period.ofMonths(count);
            case YEARS -> Period.ofYears(count);
            default -> length();
        };
    }
}
