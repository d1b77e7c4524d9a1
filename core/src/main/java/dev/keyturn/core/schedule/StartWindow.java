// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// When runs may start by themselves: on some days of the week, from a local time until before another. A window that
/// crosses midnight belongs to the day on which it opens. A clock change moves its ends as it moves starts; one that it
/// leaves nothing of does not open that day.
///
/// @param days at least one
/// @param to   another time than `from`
public record StartWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    /// Further than from one opening to the next, even if a clock change swallows one.
    private static final int FURTHEST = 16;

    public StartWindow {
        if (days.isEmpty() || from.equals(to)) {
            throw new IllegalArgumentException("a window that never opens, or never closes");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /// One time in which the window is open.
    ///
    /// @param end the first moment at which it is shut again
    record Opening(Instant begin, Instant end) {
        Instant notBefore(Instant moment) {
            return moment.isAfter(begin) ? moment : begin;
        }
    }

    /// The opening in which `moment` is, or the next one.
    Opening openingAt(Instant moment) {
        LocalDate first = LocalDate.ofInstant(moment, zone).minusDays(2);
        return Stream.iterate(first, date -> date.plusDays(1))
                .limit(FURTHEST)
                .flatMap(date -> opening(date).stream())
                .filter(opening -> opening.end().isAfter(moment))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no opening of " + this + " after " + moment));
    }

    private Optional<Opening> opening(LocalDate date) {
        if (!days.contains(date.getDayOfWeek())) {
            return Optional.empty();
        }
        Instant begin = date.atTime(from).atZone(zone).toInstant();
        Instant end =
                date.plusDays(to.isAfter(from) ? 0 : 1).atTime(to).atZone(zone).toInstant();
        return begin.isBefore(end) ? Optional.of(new Opening(begin, end)) : Optional.empty();
    }
}
