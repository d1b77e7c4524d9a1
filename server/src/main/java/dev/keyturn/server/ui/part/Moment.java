// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// An instant in a page: `<time datetime title>text</time>`.
///
/// @param datetime in UTC, for programs
/// @param title    in UTC, for people
public record Moment(String text, String datetime, String title) {
    private static final DateTimeFormatter TITLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static Moment of(String text, Instant time) {
        Instant seconds = time.truncatedTo(ChronoUnit.SECONDS);
        return new Moment(text, seconds.toString(), TITLE.format(seconds));
    }
}
