// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A round time on the axis.
///
/// @param local its wall clock
/// @param bold  it begins something greater than its neighbours
record Tick(Instant at, LocalDateTime local, TickStep step, boolean bold) {

    /// The ticks of a window. An hour that the clock skips has none, a doubled one its first.
    static List<Tick> of(TimelineView view, int atMost) {
        TickStep step = TickStep.within(Duration.between(view.from(), view.to()), atMost);
        LocalDateTime first = local(view.from(), view.zone());
        LocalDateTime last = local(view.to(), view.zone());
        Duration turned = Duration.between(first, last).minus(Duration.between(view.from(), view.to()));
        if (turned.isNegative()) {
            last = last.minus(turned);
        }
        List<Tick> ticks = new ArrayList<>();
        for (LocalDateTime at = step.floor(first); !at.isAfter(last); at = step.after(at)) {
            List<ZoneOffset> offsets = view.zone().getRules().getValidOffsets(at);
            if (!offsets.isEmpty() && view.shows(at.toInstant(offsets.getFirst()))) {
                ticks.add(new Tick(at.toInstant(offsets.getFirst()), at, step, isBold(at, step)));
            }
        }
        return List.copyOf(ticks);
    }

    private static LocalDateTime local(Instant time, ZoneId zone) {
        return LocalDateTime.ofInstant(time, zone);
    }

    private static boolean isBold(LocalDateTime at, TickStep step) {
        return step.isTimeOfDay() ? isMidnight(at) : step.unit() == ChronoUnit.MONTHS && at.getMonth() == Month.JANUARY;
    }

    private static boolean isMidnight(LocalDateTime at) {
        return at.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    String label() {
        return isBold(local, step) || !step.isTimeOfDay() ? dated(Times.day(local.toLocalDate())) : clock();
    }

    /// For a terminal: `Wed 4` instead of `Wed 4 Mar`.
    String shortLabel() {
        String weekday = Times.name(local.getDayOfWeek().name());
        return isBold(local, step) || !step.isTimeOfDay() ? dated(weekday + " " + local.getDayOfMonth()) : clock();
    }

    private String dated(String day) {
        return switch (step.unit()) {
            case YEARS -> year();
            case MONTHS -> bold ? year() : Times.month(local.toLocalDate());
            default -> day;
        };
    }

    private String year() {
        return Integer.toString(local.getYear());
    }

    private String clock() {
        return step.unit() == ChronoUnit.SECONDS
                ? Times.seconds(local.toLocalTime())
                : Times.clock(local.toLocalTime());
    }
}
