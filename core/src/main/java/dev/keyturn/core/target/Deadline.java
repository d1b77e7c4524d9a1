// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When to stop waiting.
@FunctionalInterface
public interface Deadline {
    /// What is left; zero once it is over, never negative.
    Duration left();

    static Deadline at(Instant end, InstantSource clock) {
        return () -> {
            var left = Duration.between(clock.instant(), end);
            return left.isNegative() ? Duration.ZERO : left;
        };
    }

    default boolean isOver() {
        return left().isZero();
    }

    /// The earlier of two.
    default Deadline or(Deadline other) {
        return () -> {
            Duration mine = left();
            Duration others = other.left();
            return mine.compareTo(others) <= 0 ? mine : others;
        };
    }
}
