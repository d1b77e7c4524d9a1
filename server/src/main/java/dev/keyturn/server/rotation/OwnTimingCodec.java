// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.keyturn.core.schedule.CronExpression;
import dev.keyturn.core.schedule.InvalidCron;
import dev.keyturn.core.schedule.StartWindow;
import dev.keyturn.server.rotation.OwnTiming.Every;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns what an owner chose into the text of its column, and back.
final class OwnTimingCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private OwnTimingCodec() {}

    private record Stored(
            Optional<String> cron,
            Optional<Long> intervalSeconds,
            Optional<String> localTime,
            String timeZone,
            Optional<Window> window,
            int jitterSeconds,
            long since) {}

    private record Window(List<DayOfWeek> days, String from, String to) {}

    static String write(OwnTiming timing) {
        Every every = timing.every();
        var stored = new Stored(
                every instanceof Every.Cron(var expression) ? Optional.of(expression.text()) : Optional.empty(),
                every instanceof Every.Interval(var length) ? Optional.of(length.toSeconds()) : Optional.empty(),
                every instanceof Every.Local(var at) ? Optional.of(at.toString()) : Optional.empty(),
                timing.zone().getId(),
                timing.window().map(OwnTimingCodec::window),
                timing.jitterSeconds(),
                timing.since().toEpochMilli());
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a schedule could not be written", impossible);
        }
    }

    private static Window window(StartWindow open) {
        return new Window(
                List.copyOf(open.days()), open.from().toString(), open.to().toString());
    }

    static OwnTiming read(String text) {
        try {
            Stored stored = JSON.readValue(text, Stored.class);
            var zone = ZoneId.of(stored.timeZone());
            return new OwnTiming(
                    every(stored),
                    zone,
                    stored.window().map(open -> window(open, zone)),
                    stored.jitterSeconds(),
                    Instant.ofEpochMilli(stored.since()));
        } catch (JsonProcessingException | InvalidCron damaged) {
            throw new IllegalStateException("a stored schedule is not readable by this release", damaged);
        }
    }

    private static Every every(Stored stored) throws InvalidCron {
        if (stored.cron().isPresent()) {
            return new Every.Cron(CronExpression.parse(stored.cron().orElseThrow()));
        }
        return stored.intervalSeconds()
                .<Every>map(seconds -> new Every.Interval(Duration.ofSeconds(seconds)))
                .orElseGet(
                        () -> new Every.Local(LocalTime.parse(stored.localTime().orElseThrow())));
    }

    private static StartWindow window(Window open, ZoneId zone) {
        return new StartWindow(Set.copyOf(open.days()), LocalTime.parse(open.from()), LocalTime.parse(open.to()), zone);
    }
}
