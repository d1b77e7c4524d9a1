// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.process;

import java.time.Duration;

/// A moment on the monotonic clock after which waiting is a failure. Waiting without one does not happen here.
public record Deadline(long nanoTime) {

    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }

    /// What is left, never negative.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
