// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The built-in rule of §5.1 at 11:29, written down a second time for whoever checks the first.
final class Promise {

    private static final LocalTime ROTATE_AT = LocalTime.of(11, 29);
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Promise() {}

    /// What follows a creation or a manual run that was published at this time.
    static String afterManual(String published, int intervalDays) {
        OffsetDateTime at = Instant.parse(published).atOffset(ZoneOffset.UTC);
        int extra = at.toLocalTime().isBefore(ROTATE_AT) ? 0 : 1;
        return wire(at.toLocalDate()
                .plusDays(intervalDays + extra)
                .atTime(ROTATE_AT)
                .toInstant(ZoneOffset.UTC));
    }

    /// What follows a run of the schedule that was published at this time.
    static String afterAutomatic(String published, int intervalDays) {
        OffsetDateTime at = Instant.parse(published).atOffset(ZoneOffset.UTC);
        return wire(at.toLocalDate().plusDays(intervalDays).atTime(ROTATE_AT).toInstant(ZoneOffset.UTC));
    }

    /// What follows a run that failed at this time: tomorrow.
    static String afterFailure(String attempted) {
        OffsetDateTime at = Instant.parse(attempted).atOffset(ZoneOffset.UTC);
        return wire(at.toLocalDate().plusDays(1).atTime(ROTATE_AT).toInstant(ZoneOffset.UTC));
    }

    private static String wire(Instant time) {
        return WIRE.format(time);
    }
}
