// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// The values of one field of a cron expression.
///
/// @param values     bit `n` stands for the value `n`; never empty
/// @param restricted whether the field says more than "any": a list or a range always does, `*`, `*/n` and `a/n` only
///                   if they leave a value out
record CronField(long values, boolean restricted) {

    /// What a field counts.
    enum Unit {
        MINUTE("minute", 0, 59, 59, ""),
        HOUR("hour", 0, 23, 23, ""),
        DAY_OF_MONTH("day of month", 1, 31, 31, ""),
        MONTH("month", 1, 12, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
        /// 0 is Sunday, and so is 7.
        DAY_OF_WEEK("day of week", 0, 6, 7, "sun mon tue wed thu fri sat");

        private final String label;
        private final int least;
        private final int most;
        /// The greatest number that may be written.
        private final int written;

        private final String names;

        Unit(String label, int least, int most, int written, String names) {
            this.label = label;
            this.least = least;
            this.most = most;
            this.written = written;
            this.names = names;
        }

        private List<String> names() {
            return List.of(names.split(" ", -1));
        }

        private long all() {
            return bits(least, most, 1);
        }

        private long bits(int from, int to, int step) {
            long bits = 0;
            for (int value = from; value <= to; value += step) {
                bits |= 1L << (this == DAY_OF_WEEK ? value % 7 : value);
            }
            return bits;
        }

        private int value(String text) throws InvalidCron {
            int named = text.isEmpty() ? -1 : names().indexOf(text.toLowerCase(Locale.ROOT));
            int value = named >= 0 ? named + least : number(text, 2);
            if (value < least || value > written) {
                throw invalid(text);
            }
            return value;
        }

        private int number(String text, int digits) throws InvalidCron {
            boolean plain = !text.isEmpty()
                    && text.length() <= digits
                    && text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
            if (!plain) {
                throw invalid(text);
            }
            return Integer.parseInt(text);
        }

        private InvalidCron invalid(String text) {
            String also = names.isEmpty() ? "" : " or " + names().getFirst() + " to " + names().getLast();
            return new InvalidCron(
                    "%s: \"%s\" is not understood; values are %d to %d%s, * for any, lists, ranges and steps"
                            .formatted(label, text, least, written, also));
        }
    }

    static CronField parse(Unit unit, String text) throws InvalidCron {
        long values = 0;
        boolean any = false;
        for (String term : text.split(",", -1)) {
            String[] parts = term.split("/", -1);
            boolean open = parts[0].equals("*") || (parts.length == 2 && !parts[0].contains("-"));
            long bits = parts.length <= 2 ? bits(unit, parts, term) : none(unit, term);
            values |= bits;
            any |= open && bits == unit.all();
        }
        return new CronField(values, !any);
    }

    private static long none(Unit unit, String term) throws InvalidCron {
        throw unit.invalid(term);
    }

    private static long bits(Unit unit, String[] parts, String term) throws InvalidCron {
        int step = parts.length == 2 ? unit.number(parts[1], 4) : 1;
        if (step == 0) {
            throw unit.invalid(term);
        }
        String[] ends = parts[0].split("-", -1);
        if (parts[0].equals("*")) {
            return unit.bits(unit.least, unit.most, step);
        }
        int from = unit.value(ends[0]);
        if (ends.length == 1) {
            return unit.bits(from, parts.length == 2 ? Math.max(from, unit.most) : from, step);
        }
        int to = ends.length == 2 ? unit.value(ends[1]) : -1;
        // a week may end with its Sunday
        int last = unit == Unit.DAY_OF_WEEK && to == 0 && from > 0 ? unit.written : to;
        if (last < from) {
            throw unit.invalid(term);
        }
        return unit.bits(from, last, step);
    }

    boolean has(int value) {
        return (values >>> value & 1) == 1;
    }

    int first() {
        return Long.numberOfTrailingZeros(values);
    }

    /// The first value at or after `from`.
    OptionalInt next(int from) {
        long rest = values >>> from;
        return rest == 0 ? OptionalInt.empty() : OptionalInt.of(from + Long.numberOfTrailingZeros(rest));
    }
}
