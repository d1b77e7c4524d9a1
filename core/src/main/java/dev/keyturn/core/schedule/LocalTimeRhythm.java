// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// The built-in rule with the clock of a zone: every so many days, at a local time, a day later after a run by hand at
/// or after it. A local time that a clock change skips moves forward by the gap; a doubled one is its first occurrence.
///
/// @param days at least 1
public record LocalTimeRhythm(int days, LocalTime at, ZoneId zone) implements Rhythm {
    public LocalTimeRhythm {
        if (days < 1) {
            throw new IllegalArgumentException("an interval has at least one day, not " + days);
        }
    }

    @Override
    public Instant after(Anchor anchor, Instant moment) {
        LocalDate published = LocalDate.ofInstant(anchor.publishedAt(), zone);
        boolean late = anchor.byHand() && !anchor.publishedAt().isBefore(start(published));
        LocalDate first = published.plusDays(late ? days + 1L : days);
        long past = ChronoUnit.DAYS.between(first, LocalDate.ofInstant(moment, zone)) / days;
        LocalDate date = first.plusDays(Math.max(0, past - 1) * days);
        while (!start(date).isAfter(moment)) {
            date = date.plusDays(days);
        }
        return start(date);
    }

    private Instant start(LocalDate date) {
        return date.atTime(at).atZone(zone).toInstant();
    }
}
