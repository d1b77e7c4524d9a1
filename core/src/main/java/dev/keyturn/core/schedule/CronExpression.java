// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;

/// Five fields that tell which minutes of a calendar are meant: minute, hour, day of month, month, day of week
/// (API contract §13.2, §15.5). If both day fields are restricted, either may match. Knows no zone.
///
/// @param text as it was written
public record CronExpression(
        String text, CronField minute, CronField hour, CronField day, CronField month, CronField weekday) {

    public static CronExpression parse(String text) throws InvalidCron {
        String[] fields = text.strip().split("[ \\t]+", -1);
        if (fields.length != 5) {
            throw new InvalidCron(
                    "a cron expression has five fields (minute, hour, day of month, month, day of week), not "
                            + fields.length);
        }
        return new CronExpression(
                text.strip(),
                CronField.parse(CronField.Unit.MINUTE, fields[0]),
                CronField.parse(CronField.Unit.HOUR, fields[1]),
                CronField.parse(CronField.Unit.DAY_OF_MONTH, fields[2]),
                CronField.parse(CronField.Unit.MONTH, fields[3]),
                CronField.parse(CronField.Unit.DAY_OF_WEEK, fields[4]));
    }

    /// The first minute that is meant, from `from` on and before `end`.
    Optional<LocalDateTime> next(LocalDateTime from, LocalDateTime end) {
        LocalDateTime low = from.withSecond(0).withNano(0);
        low = low.isBefore(from) ? low.plusMinutes(1) : low;
        LocalTime earliest = low.toLocalTime();
        LocalDate date = low.toLocalDate();
        while (!date.isAfter(end.toLocalDate())) {
            if (!month.has(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else {
                Optional<LocalTime> time = isMeant(date) ? next(earliest) : Optional.empty();
                if (time.isPresent()) {
                    return time.map(date::atTime).filter(found -> found.isBefore(end));
                }
                date = date.plusDays(1);
            }
            earliest = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    private boolean isMeant(LocalDate date) {
        boolean byDay = day.has(date.getDayOfMonth());
        boolean byWeekday = weekday.has(date.getDayOfWeek().getValue() % 7);
        return day.restricted() && weekday.restricted() ? byDay || byWeekday : byDay && byWeekday;
    }

    private Optional<LocalTime> next(LocalTime from) {
        OptionalInt inThisHour = minute.next(from.getMinute());
        if (hour.has(from.getHour()) && inThisHour.isPresent()) {
            return Optional.of(LocalTime.of(from.getHour(), inThisHour.getAsInt()));
        }
        OptionalInt later = hour.next(from.getHour() + 1);
        return later.isPresent() ? Optional.of(LocalTime.of(later.getAsInt(), minute.first())) : Optional.empty();
    }
}
