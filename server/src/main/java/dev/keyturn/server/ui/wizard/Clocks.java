// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// A time of day on a person's clock and on that of the store, as today has them.
final class Clocks {
    private Clocks() {}

    static Optional<LocalTime> read(String text) {
        try {
            return Optional.of(LocalTime.parse(text.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    static LocalTime toUtc(LocalTime local, ZoneId zone, Instant now) {
        return now.atZone(zone).with(local).withZoneSameInstant(ZoneOffset.UTC).toLocalTime();
    }

    static LocalTime fromUtc(LocalTime utc, ZoneId zone, Instant now) {
        return now.atZone(ZoneOffset.UTC).with(utc).withZoneSameInstant(zone).toLocalTime();
    }
}
