// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// A label on one of the two lines, in the head.
record Chip(String text, double left) {
    static final double TOP = 22;
    static final double HEIGHT = 18;

    private static final double PADDING = 8;
    private static final double GAP = 4;

    static Chip at(double x, String text, Edges edges) {
        return new Chip(text, 0).centred(x, edges);
    }

    /// How far chips may reach.
    record Edges(double left, double right) {
        static Edges of(Profile profile) {
            Profile.Plot plot = profile.plot();
            return new Edges(plot.left() - plot.overhang(), plot.right() + plot.overhang());
        }
    }

    record Pair(Chip now, Chip other) {}

    double width() {
        return TextWidth.of(text, TextWidth.BODY) + 2 * PADDING;
    }

    double right() {
        return left + width();
    }

    double middle() {
        return left + width() / 2;
    }

    private Chip centred(double x, Edges edges) {
        return within(x - width() / 2, edges);
    }

    private Chip within(double wanted, Edges edges) {
        return new Chip(text, Math.max(edges.left, Math.min(wanted, edges.right - width())));
    }

    /// Moves another chip aside if it meets this one, which stays; at the edge both move.
    Pair beside(Chip other, boolean otherIsLater, Edges edges) {
        if (otherIsLater) {
            Chip moved = other.within(Math.max(other.left, right() + GAP), edges);
            return new Pair(new Chip(text, Math.min(left, moved.left - GAP - width())), moved);
        }
        Chip moved = other.within(Math.min(other.left, left - GAP - other.width()), edges);
        return new Pair(new Chip(text, Math.max(left, moved.right() + GAP)), moved);
    }
}
