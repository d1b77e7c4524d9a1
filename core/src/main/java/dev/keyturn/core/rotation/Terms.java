// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the owner wants of a rotation, read together with it. Changing the terms never changes what an intent says.
///
/// @param automatic whether the schedule starts runs
/// @param grace     how long the previous set lives after a publication; empty: until the next `stage`
/// @param hold      how much longer somebody who still uses it is waited for; zero: not at all
/// @param endsSessions whether sessions that outlive their credential are ended
public record Terms(
        Schedule schedule, boolean automatic, Optional<Duration> grace, Duration hold, boolean endsSessions) {
    /// When the next run is due after `last`, not before a grace is over; empty if none starts by itself.
    public Optional<Instant> next(LastRun last) {
        if (!automatic) {
            return Optional.empty();
        }
        Instant regular = regular(last);
        Instant graceEnd = last.publishedAt()
                .flatMap(published -> grace.map(published::plus))
                .orElse(regular);
        return Optional.of(regular.isBefore(graceEnd) ? schedule.opening(graceEnd) : regular);
    }

    private Instant regular(LastRun last) {
        Instant published = last.publishedAt().orElse(last.attemptedAt());
        return last.failure().isPresent() || last.publishedAt().isEmpty()
                ? schedule.afterFailure(last.attemptedAt(), published)
                : schedule.afterPublication(published, last.trigger().isByHand());
    }

    /// The gate of a credential that was superseded at `publishedAt`, if a grace is configured.
    Optional<Gate> gate(Instant publishedAt) {
        return grace.map(length -> gateFrom(publishedAt.plus(length)));
    }

    /// The gate that stands in front of the run that is due at `due`, where nothing but that run ends the set before.
    Gate gateFrom(Instant due) {
        return new Gate(due, due.plus(hold));
    }
}
