// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts at the minutes of a calendar in a zone. A local time that a clock change skips moves forward by the gap; a
/// doubled one counts once, at its first occurrence. Two that fall on the same moment are one start.
///
/// @param since when the owner chose it: what lies before was never promised
public record CronRhythm(CronExpression expression, ZoneId zone, Instant since) implements Rhythm {
    /// What does not occur in this time is taken to be a mistake.
    private static final Period PROMISE = Period.ofYears(5);
    /// Within it comes whatever comes at all: 29 February stays away for eight years at most.
    private static final Period FOR_EVER = Period.ofYears(12);

    @Override
    public Instant after(Anchor anchor, Instant moment) {
        Instant from = moment.isAfter(since) ? moment : since;
        return next(from, FOR_EVER)
                .orElseThrow(() -> new IllegalStateException("\"" + expression.text() + "\" never occurs again"));
    }

    /// Whether it occurs in the next five years.
    public boolean occurs() {
        return next(since, PROMISE).isPresent();
    }

    private Optional<Instant> next(Instant from, Period within) {
        Instant end = from.atZone(ZoneOffset.UTC).plus(within).toInstant();
        Instant begin = from.plusNanos(1);
        while (begin.isBefore(end)) {
            Stretch stretch = Stretch.at(zone.getRules(), begin, end);
            Optional<Instant> found = stretch.first(expression);
            if (found.isPresent()) {
                return found;
            }
            begin = stretch.end();
        }
        return Optional.empty();
    }

    /// A time without a clock change.
    ///
    /// @param entered the clock change with which it began
    private record Stretch(Instant begin, Instant end, ZoneOffset offset, Optional<ZoneOffsetTransition> entered) {
        static Stretch at(ZoneRules rules, Instant begin, Instant limit) {
            Instant end = Optional.ofNullable(rules.nextTransition(begin))
                    .map(ZoneOffsetTransition::getInstant)
                    .filter(limit::isAfter)
                    .orElse(limit);
            return new Stretch(
                    begin,
                    end,
                    rules.getOffset(begin),
                    Optional.ofNullable(rules.previousTransition(begin.plusNanos(1))));
        }

        Optional<Instant> first(CronExpression expression) {
            LocalDateTime low = LocalDateTime.ofInstant(begin, offset);
            LocalDateTime high = LocalDateTime.ofInstant(end, offset);
            LocalDateTime fresh = entered.filter(ZoneOffsetTransition::isOverlap)
                    .map(ZoneOffsetTransition::getDateTimeBefore)
                    .filter(low::isBefore)
                    .orElse(low);
            Optional<LocalDateTime> moved =
                    entered.filter(ZoneOffsetTransition::isGap).flatMap(gap -> skipped(expression, gap, low));
            return Stream.concat(expression.next(fresh, high).stream(), moved.stream())
                    .min(LocalDateTime::compareTo)
                    .filter(high::isAfter)
                    .map(found -> found.toInstant(offset));
        }

        /// What the clock jumped over, moved forward by the gap.
        private static Optional<LocalDateTime> skipped(
                CronExpression expression, ZoneOffsetTransition gap, LocalDateTime low) {
            LocalDateTime first = gap.getDateTimeBefore();
            LocalDateTime before = low.minus(gap.getDuration());
            return expression
                    .next(before.isAfter(first) ? before : first, gap.getDateTimeAfter())
                    .map(found -> found.plus(gap.getDuration()));
        }
    }
}
