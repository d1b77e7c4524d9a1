// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.schedule.CronExpression;
import dev.keyturn.core.schedule.CronRhythm;
import dev.keyturn.core.schedule.IntervalRhythm;
import dev.keyturn.core.schedule.Jitter;
import dev.keyturn.core.schedule.LocalTimeRhythm;
import dev.keyturn.core.schedule.OwnSchedule;
import dev.keyturn.core.schedule.Rhythm;
import dev.keyturn.core.schedule.Schedule;
import dev.keyturn.core.schedule.StartWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// What an owner chose instead of the built-in rule (API contract §13.2).
///
/// @param zone          of the rhythm and of the window
/// @param window        scheduled runs start only inside it
/// @param jitterSeconds the longest delay
/// @param since         when it was chosen; expressions promise nothing that lies before
public record OwnTiming(Every every, ZoneId zone, Optional<StartWindow> window, int jitterSeconds, Instant since) {
    private static final RotationId NOBODY = new RotationId("");

    /// What a rhythm is made of.
    public sealed interface Every {
        record Cron(CronExpression expression) implements Every {}

        record Interval(Duration length) implements Every {}

        /// With the days of the built-in rule.
        record Local(LocalTime at) implements Every {}
    }

    /// @param days of the built-in rule
    Schedule schedule(int days, RotationId id) {
        return new OwnSchedule(rhythm(days), window, Jitter.of(jitterSeconds, id.value()));
    }

    private Rhythm rhythm(int days) {
        return switch (every) {
            case Every.Cron(CronExpression expression) -> new CronRhythm(expression, zone, since);
            case Every.Interval(Duration length) -> new IntervalRhythm(length);
            case Every.Local(LocalTime at) -> new LocalTimeRhythm(days, at, zone);
        };
    }

    /// Whether it comes at all, in the next five years.
    public boolean occurs() {
        return !(rhythm(1) instanceof CronRhythm cron) || cron.occurs();
    }

    /// From the next start to the one after, in whole days: the interval of a rotation whose owner gave none.
    public int days() {
        Schedule daily = schedule(1, NOBODY);
        Instant first = daily.afterPublication(since, true);
        Duration gap = Duration.between(first, daily.afterPublication(first, false));
        return Math.toIntExact(gap.plusDays(1).minusNanos(1).toDays());
    }

    /// Chosen anew, as the same: what lies before is not promised.
    public OwnTiming from(Instant now) {
        return new OwnTiming(every, zone, window, jitterSeconds, now);
    }

    /// Whether both say the same, whenever they were chosen.
    boolean isLike(OwnTiming other) {
        return from(Instant.EPOCH).equals(other.from(Instant.EPOCH));
    }
}
