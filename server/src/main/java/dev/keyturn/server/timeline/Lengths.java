// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.util.List;

/// Durations as people read them: one unit, two below three units of the greater.
public final class Lengths {
    private static final Unit SECOND = new Unit("s", 1);
    private static final Unit MINUTE = new Unit("min", 60);
    private static final Unit HOUR = new Unit("h", 3_600);
    private static final Unit DAY = new Unit("d", 86_400);
    private static final Unit MONTH = new Unit("mo", 30 * 86_400);
    private static final List<Unit> UNITS = List.of(MONTH, DAY, HOUR, MINUTE, SECOND);
    private static final int ONLY_ONE_FROM = 3;
    private static final Duration MONTHS_FROM = Duration.ofDays(60);
    private static final Duration DAYS_FROM = Duration.ofDays(3);
    private static final Duration TENTHS_BELOW = Duration.ofSeconds(10);

    private Lengths() {}

    private record Unit(String name, long seconds) {}

    /// Between an instant and now; what is left over is dropped: `2 d 1 h`, `51 d`, from 60 d on `6 mo`.
    public static String relative(Duration length) {
        long seconds = length.toSeconds();
        if (length.compareTo(MONTHS_FROM) >= 0) {
            return seconds / MONTH.seconds + " mo";
        }
        return inUnits(seconds, UNITS.subList(1, UNITS.size()));
    }

    /// Of a grace or an overlap, which people know in hours up to three days: `24 h`, `30 d`, `0.4 s`.
    public static String measured(Duration length) {
        if (length.compareTo(TENTHS_BELOW) < 0) {
            long tenths = (length.toMillis() + 50) / 100;
            return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
        }
        long seconds = length.plusMillis(500).toSeconds();
        List<Unit> units = length.compareTo(DAYS_FROM) < 0 ? UNITS.subList(2, UNITS.size()) : UNITS.subList(1, 3);
        return inUnits(seconds, units);
    }

    private static String inUnits(long seconds, List<Unit> units) {
        int greatest = 0;
        while (greatest < units.size() - 1 && seconds < units.get(greatest).seconds) {
            greatest++;
        }
        Unit unit = units.get(greatest);
        long count = seconds / unit.seconds;
        String text = count + " " + unit.name;
        if (count >= ONLY_ONE_FROM || greatest == units.size() - 1) {
            return text;
        }
        Unit lesser = units.get(greatest + 1);
        long rest = seconds % unit.seconds / lesser.seconds;
        return rest == 0 ? text : text + " " + rest + " " + lesser.name;
    }
}
