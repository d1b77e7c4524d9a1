// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.overview;

import dev.keyturn.server.ui.part.Moment;
import dev.keyturn.server.ui.part.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What begins in the next 24 hours, drawn as a strip of equal hours: a diamond each, its name beside it. A pure
/// function; the template only writes the numbers down.
///
/// @param more where a name finds no lane: how many of them, at their hour
public record DueStrip(List<Tick> ticks, List<Item> items, List<More> more, double height) {
    static final double LEFT = 14;
    static final double RIGHT = 1100;
    private static final double TOP = 34;
    private static final double LANE = 24;
    private static final int LANES = 3;
    private static final double LETTER = 12 * 0.58;
    private static final double GAP = 12;
    private static final int TICK_HOURS = 3;
    private static final int TURN = 21;
    private static final double DAY = Duration.ofDays(1).toSeconds();

    /// A line with its label.
    ///
    /// @param anchor `start`, `middle` or `end`, as SVG calls it
    public record Tick(double x, String label, String anchor) {}

    /// One rotation.
    ///
    /// @param labelX where its name stands, right of the diamond or, late in the day, left of it
    public record Item(double x, double y, double labelX, String anchor, OverviewView.Site site, Moment at) {
        /// The corners of the diamond.
        public String diamond() {
            return "%s,%s %s,%s %s,%s %s,%s".formatted(x, y - 6, x + 6, y, x, y + 6, x - 6, y);
        }
    }

    public record More(double x, double y, String text) {}

    /// @param due what begins within 24 hours from now, by time
    static DueStrip of(List<Seen> due, Times times) {
        var items = new ArrayList<Item>();
        var rest = new ArrayList<Double>();
        var ends = new double[LANES];
        Arrays.fill(ends, Double.NEGATIVE_INFINITY);
        for (var seen : due) {
            place(seen, times, ends).ifPresentOrElse(items::add, () -> rest.add(x(seen, times)));
        }
        var lanes = (int) Arrays.stream(ends)
                .filter(end -> end > Double.NEGATIVE_INFINITY)
                .count();
        var height = TOP + Math.max(1, lanes + (rest.isEmpty() ? 0 : 1)) * LANE + 4;
        return new DueStrip(ticks(times), List.copyOf(items), more(rest, TOP + lanes * LANE + LANE / 2), height);
    }

    private static Optional<Item> place(Seen seen, Times times, double[] ends) {
        var at = seen.next().orElseThrow();
        var x = x(seen, times);
        var width = seen.site().name().length() * LETTER + GAP;
        var left = Duration.between(times.now(), at).toHours() >= TURN || x + width > RIGHT;
        var from = left ? x - width - 6 : x - 6;
        for (var lane = 0; lane < LANES; lane++) {
            if (from > ends[lane] + 4) {
                ends[lane] = left ? x + 6 : x + width;
                var y = TOP + lane * LANE + LANE / 2;
                return Optional.of(
                        new Item(x, y, left ? x - 10 : x + 10, left ? "end" : "start", seen.site(), times.near(at)));
            }
        }
        return Optional.empty();
    }

    private static List<More> more(List<Double> rest, double y) {
        var more = new ArrayList<More>();
        var hours = rest.stream()
                .map(x -> (int) Math.floor((x - LEFT) / (RIGHT - LEFT) * 24))
                .toList();
        hours.stream()
                .distinct()
                .forEach(hour -> more.add(new More(
                        round(LEFT + hour / 24.0 * (RIGHT - LEFT)),
                        y,
                        "+" + hours.stream().filter(hour::equals).count())));
        return more;
    }

    private static double x(Seen seen, Times times) {
        return x(seen.next().orElseThrow(), times);
    }

    private static double x(Instant at, Times times) {
        return round(LEFT + Duration.between(times.now(), at).toSeconds() / DAY * (RIGHT - LEFT));
    }

    private static double round(double x) {
        return Math.round(x * 2) / 2.0;
    }

    /// Every three hours of the wall clock, with now and this time tomorrow at the ends.
    private static List<Tick> ticks(Times times) {
        var now = times.now();
        var end = now.plus(Duration.ofDays(1));
        var ticks = new ArrayList<Tick>();
        ticks.add(new Tick(LEFT, "now " + times.plain().clock(now), "start"));
        var first = now.plus(Duration.ofMinutes(100));
        for (ZonedDateTime hour = now.atZone(times.zone()).truncatedTo(ChronoUnit.HOURS);
                hour.toInstant().isBefore(end.minus(Duration.ofMinutes(100)));
                hour = hour.plusHours(1)) {
            if (hour.getHour() % TICK_HOURS == 0 && hour.toInstant().isAfter(first)) {
                ticks.add(new Tick(x(hour.toInstant(), times), times.plain().clock(hour.toInstant()), "middle"));
            }
        }
        ticks.add(new Tick(RIGHT, times.near(end).text(), "end"));
        return ticks;
    }
}
