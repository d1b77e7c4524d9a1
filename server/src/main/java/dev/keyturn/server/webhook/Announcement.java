// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.core.rotation.LastRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// That a rotation comes up.
///
/// @param from      when it is told
/// @param starts    when it starts, or for one that does not start by itself, when it would be time
/// @param automatic whether it starts by itself
record Announcement(Instant from, Instant starts, boolean automatic) {
    private static final Duration BEFORE = Duration.ofHours(24);

    /// 24 hours before the start, or halfway there from the last run if that is less than 48 hours; without automatic
    /// runs, when the interval has passed since the last publication.
    static Optional<Announcement> of(LastRun last, Optional<Instant> next, int intervalDays) {
        Optional<Announcement> regular = next.map(starts -> {
            Duration gap = Duration.between(last.attemptedAt(), starts);
            Duration before = gap.compareTo(BEFORE.multipliedBy(2)) < 0 ? gap.dividedBy(2) : BEFORE;
            return new Announcement(starts.minus(before), starts, true);
        });
        return regular.or(() -> last.publishedAt().map(published -> {
            Instant time = published.plus(Duration.ofDays(intervalDays));
            return new Announcement(time, time, false);
        }));
    }

    /// A start that has passed is no news any more; a reminder stays one.
    boolean isTime(Instant now) {
        return !now.isBefore(from) && (!automatic || now.isBefore(starts));
    }
}
