// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where a measure and its label stand.
///
/// @param left  the end of the line at the newer publication
/// @param style how much of the line there is room for
record MeasureBox(double left, double right, Style style, String label, double labelLeft) {
    private static final double AROUND = 26;
    private static final double SHORTEST_LINE = 10;
    private static final double GAP = 6;

    enum Style {
        ARROWS,
        STOPS,
        NONE
    }

    /// What must not be crossed.
    ///
    /// @param now the line; empty where it is not drawn between the bars
    record Room(Scale scale, OptionalDouble now) {
        private boolean fits(double left, double width) {
            return left >= scale.left() && left + width <= scale.right();
        }

        private boolean isClear(double left, double width) {
            return now.isEmpty() || now.getAsDouble() < left - 2 || now.getAsDouble() > left + width + 2;
        }
    }

    /// Empty if there is no room for even the shortest label.
    static Optional<MeasureBox> of(Measure measure, Room room) {
        double left = room.scale.x(measure.from());
        double right = room.scale.x(measure.to());
        return measure.label().forms().stream()
                .map(label -> of(left, right, label, room))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<MeasureBox> of(double left, double right, String label, Room room) {
        double width = TextWidth.of(label, TextWidth.SMALL);
        double length = right - left;
        if (length >= width + AROUND) {
            OptionalDouble inside = inside(left, right, width, room);
            if (inside.isPresent()) {
                return Optional.of(new MeasureBox(left, right, Style.ARROWS, label, inside.getAsDouble()));
            }
        }
        Style style = length >= SHORTEST_LINE ? Style.STOPS : Style.NONE;
        List<Double> places = List.of(right + GAP, left - GAP - width);
        return places.stream()
                .filter(place -> room.fits(place, width) && room.isClear(place, width))
                .findFirst()
                .or(() ->
                        places.stream().filter(place -> room.fits(place, width)).findFirst())
                .map(place -> new MeasureBox(left, right, style, label, place));
    }

    /// In the middle, or in the middle of the longer side of now.
    private static OptionalDouble inside(double left, double right, double width, Room room) {
        double middle = (left + right - width) / 2;
        if (room.isClear(middle, width)) {
            return OptionalDouble.of(middle);
        }
        double now = room.now.orElse(left);
        boolean after = right - now >= now - left;
        double from = after ? now : left;
        double to = after ? right : now;
        return to - from >= width + 2 * GAP ? OptionalDouble.of((from + to - width) / 2) : OptionalDouble.empty();
    }
}
