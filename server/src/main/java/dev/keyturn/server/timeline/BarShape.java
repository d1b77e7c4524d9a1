// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Pen.Box;
import dev.keyturn.server.timeline.Pen.Line;

/// The form of each kind, which tells it from the others without colour.
final class BarShape {
    private static final double OUTLINE = 1.5;
    private static final double TINT = 0.22;
    private static final double LOWER = 4;

    private final Frame frame;
    private final Pen pen;
    private final int index;
    private final Lane lane;

    BarShape(Frame frame, Pen pen, int index) {
        this.frame = frame;
        this.pen = pen;
        this.index = index;
        this.lane = frame.view().lanes().get(index);
    }

    static String colour(Kind kind, Lane lane) {
        boolean ended = lane.hasEnded();
        return switch (kind) {
            case RESERVED, PROVED -> "cand";
            case PUBLISHED -> ended ? "ended" : "pub";
            case OLD, HELD -> ended ? "dead" : "old";
            case REFUSED -> ended ? "dead" : "gone";
            case PLANNED -> "dead";
        };
    }

    void draw(Bar bar) {
        String colour = colour(bar.span().kind(), lane);
        switch (bar.span().kind()) {
            case RESERVED -> pen.outline(whole(bar).lower(LOWER), new Line(colour, OUTLINE, "5 3"));
            case PROVED -> pen.outline(whole(bar), Line.of(colour, OUTLINE));
            case PUBLISHED -> published(bar, colour);
            case OLD -> old(bar, colour);
            case HELD -> held(bar, colour);
            case REFUSED -> refused(bar, colour);
            case PLANNED -> pen.outline(whole(bar), new Line(colour, OUTLINE, "2 4"));
        }
    }

    private void published(Bar bar, String colour) {
        if (bar.hasPast()) {
            pen.fill(past(bar), colour);
        }
        if (bar.hasFuture()) {
            pen.tinted(future(bar), Line.of(colour, OUTLINE), TINT);
        }
    }

    private void old(Bar bar, String colour) {
        String past = Patterns.past(lane.hasEnded()).id(frame.view());
        String later = Patterns.Hatch.OLD_LATER.id(frame.view());
        Line line = Line.of(colour, OUTLINE);
        if (bar.hasPast() && bar.hasFuture()) {
            pen.pattern(past(bar), past);
            pen.pattern(future(bar), later);
            pen.outline(whole(bar), line);
        } else {
            pen.patterned(whole(bar), bar.hasPast() ? past : later, line);
        }
    }

    private void held(Bar bar, String colour) {
        pen.pattern(whole(bar), Patterns.held(lane.hasEnded()).id(frame.view()));
        if (bar.hasPast()) {
            pen.outline(past(bar), Line.of(colour, 2.5));
        }
        if (bar.hasFuture()) {
            pen.outline(future(bar), new Line(colour, 2.5, "4 3"));
        }
    }

    private void refused(Bar bar, String colour) {
        double from = Patterns.nextCross(BarWord.of(bar).map(BarWord::right).orElse(bar.left()));
        double right = Patterns.lastCross(bar.right());
        if (right > from) {
            Box row = new Box(from, frame.barTop(index), right - from, frame.barHeight());
            pen.pattern(row, Patterns.crosses(lane.hasEnded()).id(frame.view()));
        }
        pen.outline(whole(bar), Line.of(colour, 2));
    }

    private Box whole(Bar bar) {
        return box(bar.left(), bar.right());
    }

    private Box past(Bar bar) {
        return box(bar.left(), bar.now());
    }

    private Box future(Bar bar) {
        return box(bar.now(), bar.right());
    }

    private Box box(double left, double right) {
        return new Box(left, frame.barTop(index), right - left, frame.barHeight());
    }
}
