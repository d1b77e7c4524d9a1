// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says in a few words when a rotation starts by itself: `every 2 days at 12:29`.
final class ScheduleWords {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private ScheduleWords() {}

    /// @param zone of who reads it
    static String of(Answer rotation, ZoneId zone) {
        return rotation.object("schedule")
                .map(own -> own(own, rotation, zone))
                .orElseGet(() -> days(rotation) + " at " + clock(rotation, zone));
    }

    private static String own(Answer own, Answer rotation, ZoneId zone) {
        String rhythm = own.optional("cron")
                .map(cron -> "cron " + cron)
                .or(() -> own.number("intervalSeconds").map(ScheduleWords::interval))
                .or(() -> own.optional("localTime").map(at -> days(rotation) + " at " + at))
                .orElse("");
        Optional<String> window = own.object("window").map(ScheduleWords::window);
        boolean told = window.isPresent() || own.number("intervalSeconds").isEmpty();
        boolean foreign = !own.is("timeZone", zone.getId());
        return rhythm
                + window.map(text -> ", " + text).orElse("")
                + (told && foreign ? " " + own.text("timeZone") : "");
    }

    private static String days(Answer rotation) {
        int days = rotation.whole("rotationInterval");
        return days == 1 ? "every day" : "every " + days + " days";
    }

    /// The clock is UTC's; it is told as it will be on the day of the next rotation.
    private static String clock(Answer rotation, ZoneId zone) {
        Answer utc = rotation.in("rotateAtUtc");
        LocalDate day = rotation.time("nextRotationAt")
                .or(() -> rotation.time("lastRotatedAt"))
                .orElse(Instant.EPOCH)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        return day.atTime(LocalTime.of(utc.whole("hours"), utc.whole("minutes")))
                .atZone(ZoneOffset.UTC)
                .withZoneSameInstant(zone)
                .toLocalTime()
                .toString();
    }

    private static String interval(long seconds) {
        if (seconds % DAY == 0) {
            return seconds == DAY ? "every 24 h" : "every " + seconds / DAY + " days";
        }
        if (seconds % HOUR == 0) {
            return "every " + seconds / HOUR + " h";
        }
        return seconds % MINUTE == 0 ? "every " + seconds / MINUTE + " min" : "every " + seconds + " s";
    }

    private static String window(Answer window) {
        List<String> days =
                window.texts("days").stream().map(ScheduleWords::named).toList();
        String on = days.size() == 7 ? "" : String.join(" ", days) + " ";
        return on + window.text("from") + "–" + window.text("to");
    }

    private static String named(String day) {
        return day.substring(0, 1).toUpperCase(Locale.ROOT) + day.substring(1);
    }
}
