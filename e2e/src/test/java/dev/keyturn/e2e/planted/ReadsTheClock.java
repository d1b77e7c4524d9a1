// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

final class ReadsTheClock {

    private ReadsTheClock() {}

    static Instant instant() {
        return Instant.now();
    }

    static long millis() {
        return System.currentTimeMillis();
    }

    static LocalDate date() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static Supplier<Instant> reference() {
        return Instant::now;
    }

    static LocalDate givenClock(Clock clock) {
        return LocalDate.now(clock);
    }
}
