// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.core.schedule.MinuteSchedule;
import dev.keyturn.core.schedule.Schedule;

/// Says what settings mean for the core.
public enum RotationTerms {
    /// The contract's rule.
    DAILY {
        @Override
        Schedule builtIn(Timing timing) {
            return new DailySchedule(timing.days(), timing.at());
        }
    },
    /// `ROTATION_DEVELOPMENT_MODE`: minutes for days and seconds for minutes, so that a test sees a schedule at work.
    BY_THE_MINUTE {
        @Override
        Schedule builtIn(Timing timing) {
            return new MinuteSchedule(timing.days(), timing.at().getMinute());
        }
    };

    abstract Schedule builtIn(Timing timing);

    /// @param id of the rotation, which fixes its delay
    public Terms of(RotationId id, RotationSettings settings) {
        Timing timing = settings.timing();
        Overlap overlap = settings.overlap();
        Schedule schedule =
                timing.own().map(own -> own.schedule(timing.days(), id)).orElseGet(() -> builtIn(timing));
        return new Terms(schedule, timing.automatic(), overlap.grace(), overlap.hold(), overlap.disconnect());
    }
}
