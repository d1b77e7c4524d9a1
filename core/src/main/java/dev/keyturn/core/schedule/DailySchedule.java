// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// The built-in rule (API contract §5.1): every so many days, at a clock time in UTC.
///
/// @param days at least 1
/// @param at   seconds and below are not used
public record DailySchedule(int days, LocalTime at) implements Schedule {
    public DailySchedule {
        if (days < 1) {
            throw new IllegalArgumentException("an interval has at least one day, not " + days);
        }
    }

    /// `days` after the date of the publication; a run by hand at or after the clock time counts for the next day.
    @Override
    public Instant afterPublication(Instant publishedAt, boolean byHand) {
        ZonedDateTime published = publishedAt.atZone(ZoneOffset.UTC);
        boolean late = byHand && !published.toLocalTime().isBefore(at);
        return published
                .toLocalDate()
                .plusDays(late ? days + 1L : days)
                .atTime(at)
                .toInstant(ZoneOffset.UTC);
    }

    /// Tomorrow, never later today.
    @Override
    public Instant afterFailure(Instant failedAt, Instant publishedAt) {
        return failedAt.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atTime(at)
                .toInstant(ZoneOffset.UTC);
    }
}
