// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

/// An oracle: reads a cron expression anew for each minute that it is asked about. Numbers only.
record SlowCron(String text) {
    boolean means(LocalDateTime minute) {
        String[] fields = text.split(" ", -1);
        boolean day = has(fields[2], 1, 31, minute.getDayOfMonth());
        int sundayIsNull = minute.getDayOfWeek().getValue() % 7;
        boolean weekday = has(fields[4], 0, 6, sundayIsNull) || (sundayIsNull == 0 && has(fields[4], 0, 6, 7));
        boolean either = saysMore(fields[2], 1, 31) && saysMore(fields[4], 0, 6);
        return has(fields[0], 0, 59, minute.getMinute())
                && has(fields[1], 0, 23, minute.getHour())
                && has(fields[3], 1, 12, minute.getMonthValue())
                && (either ? day || weekday : day && weekday);
    }

    private static boolean has(String field, int least, int most, int value) {
        return List.of(field.split(",", -1)).stream().anyMatch(term -> termHas(term, least, most, value));
    }

    private static boolean termHas(String term, int least, int most, int value) {
        String[] parts = term.split("/", -1);
        int from = parts[0].equals("*") ? least : Integer.parseInt(parts[0].split("-", -1)[0]);
        int to = parts[0].contains("-")
                ? Integer.parseInt(parts[0].split("-", -1)[1])
                : parts[0].equals("*") || parts.length == 2 ? Math.max(from, most) : from;
        int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
        return value >= from && value <= to && (value - from) % step == 0;
    }

    private static boolean saysMore(String field, int least, int most) {
        return List.of(field.split(",", -1)).stream()
                .filter(term -> term.equals("*") || (term.contains("/") && !term.contains("-")))
                .noneMatch(term ->
                        IntStream.rangeClosed(least, most).allMatch(value -> termHas(term, least, most, value)));
    }
}
