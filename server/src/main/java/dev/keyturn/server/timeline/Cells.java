// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The columns of a terminal's plot as pieces of the window.
record Cells(TimelineView view, int count) {

    /// The cell that holds an instant; empty outside the window.
    OptionalInt of(Instant time) {
        if (!view.shows(time)) {
            return OptionalInt.empty();
        }
        double part = nanos(Duration.between(view.from(), time)) / nanos(Duration.between(view.from(), view.to()));
        return OptionalInt.of(Math.min((int) (part * count), count - 1));
    }

    Instant middle(int cell) {
        double nanos = nanos(Duration.between(view.from(), view.to())) * (cell + 0.5) / count;
        return view.from().plus(Duration.ofSeconds((long) (nanos / 1e9), (long) (nanos % 1e9)));
    }

    private static double nanos(Duration length) {
        return length.getSeconds() * 1e9 + length.getNano();
    }

    /// What a lane is at the middle of each cell. A span of a live set that meets no middle still gets a cell.
    List<Optional<Span>> spans(Lane lane) {
        List<Optional<Span>> cells = new ArrayList<>();
        for (int cell = 0; cell < count; cell++) {
            cells.add(lane.at(middle(cell)));
        }
        if (!lane.hasEnded()) {
            lane.spans().stream()
                    .filter(span -> span.meets(view.from(), view.to()))
                    .filter(span -> !cells.contains(Optional.of(span)))
                    .forEach(span -> of(span.start().isBefore(view.from()) ? view.from() : span.start())
                            .ifPresent(cell -> cells.set(cell, Optional.of(span))));
        }
        return List.copyOf(cells);
    }
}
