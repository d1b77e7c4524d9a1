// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/// Instants as people read them, seen from now. English whatever the machine speaks.
public record Times(Instant now, ZoneId zone) {
    private static final int WEEK = 7;

    /// `11:00`.
    public String clock(Instant time) {
        return clock(local(time).toLocalTime());
    }

    /// `11:00:05`.
    public String seconds(Instant time) {
        return seconds(local(time).toLocalTime());
    }

    /// In a sentence: `11:00` today, else `Fri 6 Mar 10:00`, with the year if it is not this one.
    public String date(Instant time) {
        return isToday(time) ? clock(time) : day(time) + year(time) + " " + clock(time);
    }

    /// Where room is short: `11:00` today, else `Fri 6 Mar 10:00`; a far day instead of its clock: `Fri 6 Mar 2027`.
    String dated(Instant time) {
        return isToday(time) ? clock(time) : always(time);
    }

    /// [#dated] of any day, also of today.
    String always(Instant time) {
        String year = year(time);
        return year.isEmpty() ? day(time) + " " + clock(time) : day(time) + year;
    }

    /// As short as it can be understood: `11:00` today, `Sat 12:29` within six days, then `2 Apr 03:15`, `2 Apr 2027`.
    public String near(Instant time) {
        return isToday(time) ? clock(time) : weekday(time, clock(time));
    }

    /// [#near] with the weekday also today.
    public String weekday(Instant time) {
        return weekday(time, clock(time));
    }

    /// [#weekday] to the second.
    String weekdaySeconds(Instant time) {
        return weekday(time, seconds(time));
    }

    /// `Mon 13 Apr`.
    public String day(Instant time) {
        return day(local(time).toLocalDate());
    }

    /// `in 2 d 1 h`.
    public String in(Instant time) {
        Duration left = Duration.between(now, time);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? "now" : "in " + Lengths.relative(left);
    }

    /// `4 min ago`.
    public String ago(Instant time) {
        Duration past = Duration.between(time, now);
        return past.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : Lengths.relative(past) + " ago";
    }

    private String weekday(Instant time, String clock) {
        ZonedDateTime local = local(time);
        long days = Math.abs(local.toLocalDate().toEpochDay() - today().toEpochDay());
        if (days < WEEK) {
            return name(local.getDayOfWeek().name()) + " " + clock;
        }
        String date = date(local.toLocalDate());
        return year(time).isEmpty() ? date + " " + clock : date + year(time);
    }

    /// With a space before it, empty if it is this one.
    public String year(Instant time) {
        int year = local(time).getYear();
        return year == today().getYear() ? "" : " " + year;
    }

    /// On the same day as now, in the zone.
    public boolean isToday(Instant time) {
        return local(time).toLocalDate().equals(today());
    }

    private LocalDate today() {
        return local(now).toLocalDate();
    }

    public ZonedDateTime local(Instant time) {
        return time.atZone(zone);
    }

    static String clock(LocalTime time) {
        return two(time.getHour()) + ":" + two(time.getMinute());
    }

    static String seconds(LocalTime time) {
        return clock(time) + ":" + two(time.getSecond());
    }

    /// `Thu 5 Mar`.
    static String day(LocalDate day) {
        return name(day.getDayOfWeek().name()) + " " + date(day);
    }

    /// `Mar`.
    static String month(LocalDate day) {
        return name(day.getMonth().name());
    }

    private static String date(LocalDate day) {
        return day.getDayOfMonth() + " " + month(day);
    }

    /// The first three letters of an English name.
    static String name(String constant) {
        return constant.charAt(0) + constant.substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
