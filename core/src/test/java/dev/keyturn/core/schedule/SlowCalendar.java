// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// An oracle: walks through a time minute by minute, as somebody would who looks at a clock on the wall, and notes when
/// each local minute is due. Knows nothing of transitions, gaps and overlaps but what the clock shows: a local minute
/// that the clock jumped over is due as much later as it jumped, one that it shows again is not due again.
final class SlowCalendar {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// More than any zone was ever put back.
    private static final int REMEMBERED = 26 * 60;

    private final Map<LocalDateTime, Instant> dues;

    private SlowCalendar(Map<LocalDateTime, Instant> dues) {
        this.dues = dues;
    }

    /// When a local minute is due.
    Instant due(LocalDateTime minute) {
        return Optional.ofNullable(dues.get(minute)).orElseThrow();
    }

    /// When the local minutes are due that `means` picks.
    NavigableSet<Instant> dues(Predicate<LocalDateTime> means) {
        return dues.entrySet().stream()
                .filter(due -> means.test(due.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static SlowCalendar of(ZoneId zone, Instant begin, Instant end) {
        var dues = new TreeMap<LocalDateTime, Instant>();
        var recent = new HashSet<LocalDateTime>();
        var order = new ArrayDeque<LocalDateTime>();
        LocalDateTime before = LocalDateTime.ofInstant(begin.minus(MINUTE), zone);
        for (Instant now = begin; now.isBefore(end); now = now.plus(MINUTE)) {
            LocalDateTime shown = LocalDateTime.ofInstant(now, zone);
            Instant later = now;
            for (LocalDateTime missed = before.plusMinutes(1); missed.isBefore(shown); missed = missed.plusMinutes(1)) {
                dues.putIfAbsent(missed, later);
                later = later.plus(MINUTE);
            }
            if (remember(shown, recent, order)) {
                dues.putIfAbsent(shown, now);
            }
            before = shown;
        }
        return new SlowCalendar(dues);
    }

    private static boolean remember(LocalDateTime shown, Set<LocalDateTime> recent, Deque<LocalDateTime> order) {
        order.addLast(shown);
        if (order.size() > REMEMBERED) {
            recent.remove(order.removeFirst());
        }
        return recent.add(shown);
    }
}
