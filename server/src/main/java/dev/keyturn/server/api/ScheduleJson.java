// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyturn.core.schedule.StartWindow;
import dev.keyturn.server.rotation.OwnTiming;
import dev.keyturn.server.rotation.OwnTiming.Every;
import java.util.List;
import java.util.Optional;

/// The field `schedule` (API contract §13.2), with its defaults. Of the first three there is one.
record ScheduleJson(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> cron,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> intervalSeconds,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> localTime,
        String timeZone,
        Optional<Window> window,
        int jitterSeconds) {
    record Window(List<String> days, String from, String to) {
        static Window of(StartWindow open) {
            return new Window(
                    open.days().stream()
                            .map(day -> ScheduleFields.DAYS.get(day.getValue() - 1))
                            .toList(),
                    open.from().toString(),
                    open.to().toString());
        }
    }

    static ScheduleJson of(OwnTiming timing) {
        Every every = timing.every();
        return new ScheduleJson(
                every instanceof Every.Cron(var expression) ? Optional.of(expression.text()) : Optional.empty(),
                every instanceof Every.Interval(var length) ? Optional.of(length.toSeconds()) : Optional.empty(),
                every instanceof Every.Local(var at) ? Optional.of(at.toString()) : Optional.empty(),
                timing.zone().getId(),
                timing.window().map(Window::of),
                timing.jitterSeconds());
    }
}
