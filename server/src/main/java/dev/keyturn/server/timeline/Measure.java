// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long two sets log in beside each other.
///
/// @param from  the newer publication
/// @param to    the end of the older set
/// @param label whole, or shorter where there is no room
/// @param none  they do not
record Measure(Instant from, Instant to, Phrase label, boolean none) {
    private static final Duration LEAST = Duration.ofMillis(50);

    /// Between a set and the next older one; empty unless both were published.
    static Optional<Measure> between(Lane newer, Lane older, TimelineView view) {
        if (older.publishedAt().isEmpty()) {
            return Optional.empty();
        }
        return newer.publishedAt().flatMap(from -> of(from, older, view));
    }

    private static Optional<Measure> of(Instant from, Lane older, TimelineView view) {
        Optional<Span> held =
                older.spans().stream().filter(span -> span.kind() == Kind.HELD).findFirst();
        Instant to = held.map(Span::start).orElseGet(() -> end(older, view));
        if (!from.isBefore(view.to()) || !to.isAfter(view.from()) && to.isAfter(from)) {
            return Optional.empty();
        }
        if (from.isBefore(view.from()) && !to.isAfter(from)) {
            return Optional.empty();
        }
        if (!to.isAfter(from)) {
            return Optional.of(new Measure(from, from, gap(Duration.between(to, from)), true));
        }
        return Optional.of(new Measure(from, to, label(from, to, older, held.isPresent()), false));
    }

    private static Instant end(Lane older, TimelineView view) {
        return older.until() instanceof Until.Ended(Instant at, var _)
                ? at
                : older.endsAt().orElse(view.to());
    }

    private static Phrase gap(Duration gap) {
        return gap.compareTo(LEAST) < 0
                ? Phrase.of("no overlap")
                : Phrase.of("no overlap, " + Lengths.measured(gap) + " gap");
    }

    private static Phrase label(Instant from, Instant to, Lane older, boolean held) {
        String length = Lengths.measured(Duration.between(from, to));
        if (held) {
            return Phrase.of("grace " + length);
        }
        return switch (older.until()) {
            case Until.MadeWay(var turn)
            when turn instanceof Until.Turn.Off -> Phrase.of("overlap, no end planned", "overlap");
            case Until.MadeWay _ -> Phrase.of("overlap until the next rotation", "overlap");
            case Until.NotProved _, Until.Revoked _ -> Phrase.of("overlap " + length + " so far", "overlap");
            default -> Phrase.of("overlap " + length);
        };
    }
}
