// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Pen.Ink;
import dev.keyturn.server.timeline.Pen.Line;

/// The last lane: the runs.
final class MarksSvg {
    private static final int CHARACTERS = 35;

    private MarksSvg() {}

    static void draw(Frame frame, Pen pen) {
        double top = frame.marksTop();
        boolean wide = frame.isWide();
        pen.text(wide ? 12 : 8, top + (wide ? 23 : 16), Ink.BODY.styled("b"), "Runs");
        String text = RunsText.of(frame.view()).within(CHARACTERS);
        if (wide) {
            pen.text(894, top + 23, Ink.SMALL, text);
        } else {
            pen.text(frame.scale().right(), top + 16, Ink.SMALL.anchored("end"), text);
        }
        double y = top + (wide ? 19 : 32);
        for (MarkSpot spot : MarkSpot.of(frame.view(), frame.scale())) {
            draw(spot.outcome(), spot.x(), y, pen);
            if (spot.count() > 1) {
                pen.text(spot.countStart(), y + 4, Ink.SMALL.styled("h"), spot.countText());
            }
        }
    }

    static void draw(Mark.Outcome outcome, double x, double y, Pen pen) {
        switch (outcome) {
            case OK -> pen.dot(x, y, 5, "ok");
            case FAILED -> pen.cross(x, y, 10, Line.of("gone", 2.5));
            case RUNNING -> pen.ring(x, y, 5, new Line("cand", 2, "4 2"), "surface");
        }
    }
}
