// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.Optional;

/// What a set was for a while.
///
/// @param end empty: no end is planned
public record Span(Kind kind, Instant start, Optional<Instant> end) {
    public Span {
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new IllegalArgumentException(kind + " ends at " + end.get() + ", before its start " + start);
        }
    }

    public static Span of(Kind kind, Instant start, Instant end) {
        return new Span(kind, start, Optional.of(end));
    }

    public static Span open(Kind kind, Instant start) {
        return new Span(kind, start, Optional.empty());
    }

    boolean covers(Instant time) {
        return !time.isBefore(start) && end.map(time::isBefore).orElse(true);
    }

    /// Whether any of it lies between two instants.
    boolean meets(Instant from, Instant to) {
        return start.isBefore(to) && end.map(from::isBefore).orElse(true);
    }

    Instant endOr(Instant edge) {
        return end.orElse(edge);
    }
}
