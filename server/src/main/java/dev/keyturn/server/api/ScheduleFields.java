// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.schedule.CronExpression;
import dev.keyturn.core.schedule.InvalidCron;
import dev.keyturn.core.schedule.StartWindow;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.rotation.OwnTiming;
import dev.keyturn.server.rotation.OwnTiming.Every;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the field `schedule` (API contract §13.2). A broken rule leaves an issue in the input; what is returned then
/// is a stand-in.
final class ScheduleFields {
    /// As on the wire, in the order of the week.
    static final List<String> DAYS = Stream.of(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
            .toList();

    private static final Every STAND_IN = new Every.Interval(Duration.ofDays(1));
    private static final Set<String> KEYS =
            Set.of("cron", "intervalSeconds", "localTime", "timeZone", "window", "jitterSeconds");
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private ScheduleFields() {}

    static Patch<OwnTiming> read(Input body, Instant now) {
        return switch (body.patchObject("schedule")) {
            case Patch.Keep<Input> _ -> new Patch.Keep<>();
            case Patch.Clear<Input> _ -> new Patch.Clear<>();
            case Patch.Put<Input>(Input given) -> new Patch.Put<>(read(body, given.only(KEYS), now));
        };
    }

    private static OwnTiming read(Input body, Input given, Instant now) {
        Optional<Every> cron = given.text("cron").atMost(255).nullable().map(text -> cron(given, text));
        Optional<Every> interval = given.integer("intervalSeconds")
                .between(60, 31_536_000)
                .nullable()
                .map(seconds -> new Every.Interval(Duration.ofSeconds(Math.max(1, seconds))));
        Optional<Every> local = time(given, "localTime")
                .nullable()
                .flatMap(ScheduleFields::time)
                .map(Every.Local::new);
        List<Every> every =
                Stream.of(cron, interval, local).flatMap(Optional::stream).toList();
        boolean unreadable = given.has("localTime") && every.isEmpty();
        if (every.size() != 1 && !unreadable) {
            body.refuse("schedule", "Exactly one of cron, intervalSeconds and localTime is needed");
        }
        ZoneId zone = zone(given);
        Optional<StartWindow> window = window(given, zone);
        long jitter = given.integer("jitterSeconds").between(0, 3600).nullable().orElse(0L);
        Every wanted = every.isEmpty() ? STAND_IN : every.getFirst();
        boolean occurs = new OwnTiming(wanted, zone, window, 0, now).occurs();
        if (!occurs) {
            given.refuse("cron", "This expression does not occur in the next five years");
        }
        return new OwnTiming(occurs ? wanted : STAND_IN, zone, window, Math.clamp(jitter, 0, 3600), now);
    }

    private static Every cron(Input given, String text) {
        try {
            return new Every.Cron(CronExpression.parse(text));
        } catch (InvalidCron why) {
            given.refuse("cron", String.valueOf(why.getMessage()));
            return STAND_IN;
        }
    }

    private static ZoneId zone(Input given) {
        Set<String> known = ZoneId.getAvailableZoneIds();
        return given.text("timeZone")
                .must(known::contains, "Unknown time zone; an IANA name is expected, like Europe/Berlin")
                .nullable()
                .filter(known::contains)
                .map(ZoneId::of)
                .orElse(ZoneId.of("UTC"));
    }

    private static Optional<StartWindow> window(Input given, ZoneId zone) {
        if (!(given.patchObject("window") instanceof Patch.Put<Input>(Input window))) {
            return Optional.empty();
        }
        Input known = window.only(Set.of("days", "from", "to"));
        Set<DayOfWeek> days = days(known);
        Optional<LocalTime> from = time(time(known, "from").required());
        Optional<LocalTime> to = time(time(known, "to").required());
        if (from.isPresent() && from.equals(to)) {
            known.refuse("to", "A window that closes when it opens is never open; to must differ from from");
        }
        return from.isEmpty() || to.isEmpty() || from.equals(to) || days.isEmpty()
                ? Optional.empty()
                : Optional.of(new StartWindow(days, from.orElseThrow(), to.orElseThrow(), zone));
    }

    private static Set<DayOfWeek> days(Input window) {
        if (!window.has("days")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        List<String> names = window.texts("days");
        if (names.isEmpty() || !DAYS.containsAll(names)) {
            window.refuse("days", "Expected one or more of " + String.join(", ", DAYS));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        names.stream().filter(DAYS::contains).forEach(name -> days.add(DayOfWeek.of(DAYS.indexOf(name) + 1)));
        return days;
    }

    private static TextField time(Input in, String name) {
        return in.text(name).must(text -> TIME.matcher(text).matches(), "Expected a time of day as HH:mm");
    }

    private static Optional<LocalTime> time(String text) {
        return TIME.matcher(text).matches() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
    }
}
