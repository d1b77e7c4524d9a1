// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.schedule.Rhythm.Anchor;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random schedules around clock changes, against an oracle that walks minute by minute. The seed is fixed; how many
/// are tried is said by `-Dkeyturn.schedules=N`.
class ScheduleOracleTest {
    private static final int TRIES = Integer.getInteger("keyturn.schedules", 4);
    private static final int ASKED = 40;
    private static final Duration LENGTH = Duration.ofDays(11);
    /// From the beginning of what the oracle walks to the clock change.
    private static final Duration BEFORE = Duration.ofDays(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Africa/Cairo",
                "Africa/Casablanca",
                "America/St_Johns",
                "Pacific/Apia",
                "Asia/Kolkata",
                "UTC"
            })
    void agrees_with_a_slow_and_obvious_calendar(String name) {
        var zone = ZoneId.of(name);
        var random = new Random(name.hashCode());
        for (int each = 0; each < TRIES; each++) {
            Instant begin = interesting(zone, random).minus(BEFORE);
            var dues = SlowCalendar.of(zone, begin, begin.plus(LENGTH));
            requireCron(zone, begin, dues, random);
            requireLocalTime(zone, begin, dues, random);
            requireWindow(zone, begin, dues, random);
        }
    }

    /// Some days before a clock change, if the zone has any; now and then in a leap February.
    private static Instant interesting(ZoneId zone, Random random) {
        Instant somewhere = LocalDate.of(1985 + random.nextInt(45), 1 + random.nextInt(12), 1 + random.nextInt(28))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Instant apia = Instant.parse("2011-12-30T10:00:00Z");
        Instant moment = switch (random.nextInt(4)) {
            case 0 -> somewhere;
            case 1 -> zone.getId().equals("Pacific/Apia") ? apia : Instant.parse("2028-02-27T00:00:00Z");
            default ->
                Optional.ofNullable(zone.getRules().nextTransition(somewhere))
                        .map(change -> change.getInstant())
                        .orElse(somewhere);
        };
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    /// Most are asked near the clock change.
    private static Instant moment(Instant begin, Random random) {
        Duration length = random.nextInt(4) == 0 ? Duration.ofDays(4) : Duration.ofHours(4);
        return begin.plus(BEFORE).minus(length.dividedBy(2)).plusMillis(random.nextLong(length.toMillis()));
    }

    private static void requireCron(ZoneId zone, Instant begin, SlowCalendar dues, Random random) {
        String text = expression(random);
        var slow = new SlowCron(text);
        NavigableSet<Instant> starts = dues.dues(slow::means);
        var rhythm = new CronRhythm(parse(text), zone, Instant.EPOCH);
        for (int asked = 0; asked < ASKED && !starts.isEmpty(); asked++) {
            Instant moment = moment(begin, random);
            Optional.ofNullable(starts.higher(moment))
                    .ifPresent(expected -> assertThat(rhythm.after(new Anchor(moment, false), moment))
                            .as("\"%s\" in %s after %s", text, zone, moment)
                            .isEqualTo(expected));
        }
    }

    private static void requireLocalTime(ZoneId zone, Instant begin, SlowCalendar dues, Random random) {
        LocalTime at = random.nextBoolean()
                ? LocalTime.of(random.nextInt(4), random.nextInt(60))
                : LocalTime.of(random.nextInt(24), random.nextInt(60));
        int days = 1 + random.nextInt(3);
        var schedule = new OwnSchedule(new LocalTimeRhythm(days, at, zone), Optional.empty(), Jitter.none());
        for (int asked = 0; asked < ASKED; asked++) {
            Instant published = moment(begin, random);
            boolean byHand = random.nextBoolean();
            LocalDate today = LocalDate.ofInstant(published, zone);
            boolean late = byHand && !published.isBefore(dues.due(today.atTime(at)));
            LocalDate date = today.plusDays(late ? days + 1 : days);
            while (!dues.due(date.atTime(at)).isAfter(published)) {
                date = date.plusDays(days);
            }
            assertThat(schedule.afterPublication(published, byHand))
                    .as("every %d days at %s in %s after %s, by hand: %s", days, at, zone, published, byHand)
                    .isEqualTo(dues.due(date.atTime(at)));
        }
    }

    private static void requireWindow(ZoneId zone, Instant begin, SlowCalendar dues, Random random) {
        LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
        LocalTime to = LocalTime.of(random.nextInt(24), random.nextInt(60));
        if (from.equals(to)) {
            return;
        }
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)), DayOfWeek.of(1 + random.nextInt(7)));
        var window = new StartWindow(days, from, to, zone);
        var jitter = new Jitter(random.nextInt(3601), random.nextLong(1L << 32));
        var schedule = new OwnSchedule(new IntervalRhythm(Duration.ofHours(5)), Optional.of(window), jitter);
        LocalDate first = LocalDate.ofInstant(begin, zone).plusDays(1);
        for (int asked = 0; asked < ASKED; asked++) {
            Instant moment = moment(begin, random);
            opening(first, days, from, to, dues, moment).ifPresent(open -> {
                String what = "%s-%s on %s in %s from %s".formatted(from, to, days, zone, moment);
                Instant start = schedule.opening(moment);
                if (open.begin().isAfter(moment)) {
                    assertThat(start)
                            .as(what)
                            .isBetween(open.begin(), open.begin().plusSeconds(jitter.longest()));
                } else {
                    assertThat(start).as(what).isEqualTo(moment);
                }
                assertThat(start).as(what).isBefore(open.end());
            });
        }
    }

    /// The window in which `moment` is, or the next one, if the oracle's days tell.
    private static Optional<StartWindow.Opening> opening(
            LocalDate first, Set<DayOfWeek> days, LocalTime from, LocalTime to, SlowCalendar dues, Instant moment) {
        return List.of(0, 1, 2, 3, 4, 5, 6).stream()
                .map(first::plusDays)
                .filter(date -> days.contains(date.getDayOfWeek()))
                .map(date -> new StartWindow.Opening(
                        dues.due(date.atTime(from)), dues.due((to.isAfter(from) ? date : date.plusDays(1)).atTime(to))))
                .filter(open -> open.begin().isBefore(open.end()) && open.end().isAfter(moment))
                .findFirst();
    }

    private static String expression(Random random) {
        return String.join(
                " ",
                field(random, 0, 59, 2),
                random.nextBoolean() ? "*" : field(random, 0, 23, 2),
                random.nextInt(3) > 0 ? "*" : field(random, 1, 31, 3),
                random.nextInt(4) > 0 ? "*" : field(random, 1, 12, 3),
                random.nextInt(3) > 0 ? "*" : field(random, 0, 7, 3));
    }

    private static String field(Random random, int least, int most, int terms) {
        return random.ints(1 + random.nextInt(terms), least, most + 1)
                .mapToObj(value -> switch (random.nextInt(6)) {
                    case 0 -> "*/" + (1 + random.nextInt(9));
                    case 1 -> value + "/" + (1 + random.nextInt(9));
                    case 2 -> value + "-" + random.nextInt(value, most + 1);
                    case 3 -> least + "-" + value + "/" + (1 + random.nextInt(4));
                    default -> Integer.toString(value);
                })
                .collect(Collectors.joining(","));
    }

    private static CronExpression parse(String text) {
        try {
            return CronExpression.parse(text);
        } catch (InvalidCron invalid) {
            throw new AssertionError(text, invalid);
        }
    }
}
