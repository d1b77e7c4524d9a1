// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The hatches that a picture needs. Their ids begin with the view's, so that pictures in one page do not meet.
record Patterns(Frame frame, Set<Hatch> used) {
    private static final double PITCH = 6;
    private static final double CROSSES_EVERY = 12;

    enum Hatch {
        OLD("old", 4, false),
        OLD_LATER("old", 2, false),
        OLD_ENDED("dead", 2, false),
        HELD("old", 1.5, true),
        HELD_ENDED("dead", 1.5, true),
        CROSSES("gone", 1.5, false),
        CROSSES_ENDED("dead", 1.5, false);

        private final String colour;
        private final double stroke;
        private final boolean crossed;

        Hatch(String colour, double stroke, boolean crossed) {
            this.colour = colour;
            this.stroke = stroke;
            this.crossed = crossed;
        }

        String id(TimelineView view) {
            return view.id() + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private boolean isRow() {
            return this == CROSSES || this == CROSSES_ENDED;
        }
    }

    static Patterns of(Frame frame) {
        Set<Hatch> used = EnumSet.noneOf(Hatch.class);
        for (int lane = 0; lane < frame.view().lanes().size(); lane++) {
            boolean ended = frame.view().lanes().get(lane).hasEnded();
            for (Bar bar : frame.bars(lane)) {
                switch (bar.span().kind()) {
                    case OLD -> used.addAll(old(bar, ended));
                    case HELD -> used.add(held(ended));
                    case REFUSED -> used.add(crosses(ended));
                    case RESERVED, PROVED, PUBLISHED, PLANNED -> {}
                }
            }
        }
        return new Patterns(frame, used);
    }

    private static Set<Hatch> old(Bar bar, boolean ended) {
        Set<Hatch> hatches = EnumSet.noneOf(Hatch.class);
        if (bar.hasPast()) {
            hatches.add(past(ended));
        }
        if (bar.hasFuture()) {
            hatches.add(Hatch.OLD_LATER);
        }
        return hatches;
    }

    static Hatch past(boolean ended) {
        return ended ? Hatch.OLD_ENDED : Hatch.OLD;
    }

    static Hatch held(boolean ended) {
        return ended ? Hatch.HELD_ENDED : Hatch.HELD;
    }

    static Hatch crosses(boolean ended) {
        return ended ? Hatch.CROSSES_ENDED : Hatch.CROSSES;
    }

    /// Where the first whole cross after a place begins: the row stands on a grid of its own.
    static double nextCross(double x) {
        return Math.ceil(x / CROSSES_EVERY) * CROSSES_EVERY;
    }

    /// Where the last whole cross before a place ends.
    static double lastCross(double x) {
        return Math.floor(x / CROSSES_EVERY) * CROSSES_EVERY;
    }

    void define(Xml xml) {
        Set<Hatch> all = EnumSet.noneOf(Hatch.class);
        all.addAll(used);
        frame.legend().lines().stream().flatMap(List::stream).forEach(item -> {
            if (item.sign() instanceof Legend.Sign.OfKind(Kind kind)) {
                switch (kind) {
                    case OLD -> all.add(Hatch.OLD);
                    case HELD -> all.add(Hatch.HELD);
                    case REFUSED, RESERVED, PROVED, PUBLISHED, PLANNED -> {}
                }
            }
        });
        if (all.isEmpty()) {
            return;
        }
        xml.begin("defs");
        all.forEach(hatch -> define(hatch, xml));
        xml.end();
    }

    private void define(Hatch hatch, Xml xml) {
        double width = hatch.isRow() ? CROSSES_EVERY : PITCH;
        double height = hatch.isRow() ? frame.profile().row().height() : PITCH;
        xml.begin("pattern")
                .put("id", hatch.id(frame.view()))
                .put("patternUnits", "userSpaceOnUse")
                .put("width", width)
                .put("height", height);
        if (hatch.isRow()) {
            xml.put("y", Profile.HEAD);
        } else {
            xml.put("patternTransform", "rotate(45)");
        }
        new Pen(xml).line(path(hatch), Pen.Line.of(hatch.colour, hatch.stroke));
        xml.end();
    }

    private String path(Hatch hatch) {
        if (hatch.isRow()) {
            Profile.Row row = frame.profile().row();
            return "M3 " + Xml.number(row.barOffset() + row.bar() / 2.0 - 3) + "l6 6m0-6l-6 6";
        }
        return hatch.crossed ? "M3 0V6M0 3H6" : "M3 0V6";
    }
}
