// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Duration;
import java.time.Instant;

/// A start each time so much time has passed since the last publication.
///
/// @param interval longer than nothing
public record IntervalRhythm(Duration interval) implements Rhythm {
    public IntervalRhythm {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("no interval: " + interval);
        }
    }

    @Override
    public Instant after(Anchor anchor, Instant moment) {
        Duration passed = Duration.between(anchor.publishedAt(), moment);
        long times = passed.isNegative() ? 1 : passed.dividedBy(interval) + 1;
        return anchor.publishedAt().plus(interval.multipliedBy(times));
    }
}
