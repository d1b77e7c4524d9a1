// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Pen.Box;
import dev.keyturn.server.timeline.Pen.Line;

/// What the forms mean.
final class LegendSvg {
    private static final double WIDTH = 24;
    private static final double HEIGHT = 10;

    private LegendSvg() {}

    static void draw(Frame frame, Pen pen) {
        double y = frame.plotBottom() + (frame.isWide() ? 15 : 9);
        for (var line : frame.legend().lines()) {
            for (Legend.Item item : line) {
                Box box = new Box(item.left(), y - HEIGHT / 2, WIDTH, HEIGHT);
                switch (item.sign()) {
                    case Legend.Sign.OfKind(Kind kind) -> sign(kind, box, frame, pen);
                    case Legend.Sign.Ended _ -> pen.fill(box, "ended");
                    case Legend.Sign.OfRun(var outcome) -> MarksSvg.draw(outcome, item.left() + 5, y, pen);
                    case Legend.Sign.OfZone _ -> {}
                }
                pen.text(item.textLeft(), y + 4, Pen.Ink.SMALL, item.text());
            }
            y += 18;
        }
    }

    private static void sign(Kind kind, Box box, Frame frame, Pen pen) {
        TimelineView view = frame.view();
        switch (kind) {
            case RESERVED -> pen.outline(box, new Line("cand", 1.5, "5 3"));
            case PROVED -> pen.outline(box, Line.of("cand", 1.5));
            case PUBLISHED -> pen.fill(box, "pub");
            case OLD -> {
                pen.pattern(box, Patterns.Hatch.OLD.id(view));
                pen.outline(box, Line.of("old", 1.5));
            }
            case HELD -> {
                pen.pattern(box, Patterns.Hatch.HELD.id(view));
                pen.outline(box, Line.of("old", 1.5));
            }
            case REFUSED -> {
                pen.cross(box.x() + 8, box.y() + HEIGHT / 2, 5, Line.of("gone", 1.5));
                pen.cross(box.x() + 16, box.y() + HEIGHT / 2, 5, Line.of("gone", 1.5));
                pen.outline(box, Line.of("gone", 2));
            }
            case PLANNED -> pen.outline(box, new Line("dead", 1.5, "2 4"));
        }
    }
}
