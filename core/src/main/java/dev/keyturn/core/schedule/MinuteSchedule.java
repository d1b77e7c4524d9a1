// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The built-in rule with minutes for days and seconds for the clock time (`ROTATION_DEVELOPMENT_MODE`), so that a test
/// sees a schedule at work.
///
/// @param minutes at least 1
/// @param second  of the minute, 0 to 59
public record MinuteSchedule(int minutes, int second) implements Schedule {
    public MinuteSchedule {
        if (minutes < 1 || second < 0 || second > 59) {
            throw new IllegalArgumentException("no schedule: every " + minutes + " minutes at second " + second);
        }
    }

    @Override
    public Instant afterPublication(Instant publishedAt, boolean byHand) {
        Instant minute = publishedAt.truncatedTo(ChronoUnit.MINUTES);
        boolean late = byHand && !publishedAt.isBefore(minute.plusSeconds(second));
        return minute.plus(Duration.ofMinutes(late ? minutes + 1L : minutes)).plusSeconds(second);
    }

    @Override
    public Instant afterFailure(Instant failedAt, Instant publishedAt) {
        return failedAt.truncatedTo(ChronoUnit.MINUTES)
                .plus(Duration.ofMinutes(1))
                .plusSeconds(second);
    }
}
