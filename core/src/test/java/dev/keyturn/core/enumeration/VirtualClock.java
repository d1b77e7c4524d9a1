// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until it is moved.
final class VirtualClock implements InstantSource {
    static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passUntil(Instant then) {
        if (then.isAfter(now)) {
            now = then;
        }
    }
}
