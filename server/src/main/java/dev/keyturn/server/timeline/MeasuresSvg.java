// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;
import java.util.OptionalDouble;

/// How long each set logs in beside the next: a dimension line on the border between them.
final class MeasuresSvg {
    private static final double HEAD = 4;
    private static final double STOP = 4;
    private static final double AROUND = 6;

    private final Frame frame;
    private final Pen pen;

    MeasuresSvg(Frame frame, Pen pen) {
        this.frame = frame;
        this.pen = pen;
    }

    void draw() {
        List<Lane> lanes = frame.view().lanes();
        OptionalDouble now = frame.isWide() && frame.view().shows(frame.view().now())
                ? OptionalDouble.of(frame.nowX())
                : OptionalDouble.empty();
        MeasureBox.Room room = new MeasureBox.Room(frame.scale(), now);
        for (int lane = 1; lane < lanes.size(); lane++) {
            double y = frame.laneTop(lane);
            Measure.between(lanes.get(lane - 1), lanes.get(lane), frame.view())
                    .ifPresent(measure -> MeasureBox.of(measure, room).ifPresent(box -> draw(measure, box, y)));
        }
    }

    private void draw(Measure measure, MeasureBox box, double y) {
        switch (box.style()) {
            case ARROWS -> arrows(measure, box, y);
            case STOPS -> stops(measure, box, y);
            case NONE -> {}
        }
        String colour = measure.none() ? "f-bad" : "f-ink";
        pen.text(box.labelLeft(), y + 4, Pen.Ink.SMALL.styled(colour + " b h"), box.label());
    }

    /// Arrows at the ends that are in the window; the line leaves the label out.
    private void arrows(Measure measure, MeasureBox box, double y) {
        double labelRight = box.labelLeft() + TextWidth.of(box.label(), TextWidth.SMALL);
        StringBuilder path = new StringBuilder();
        piece(path, box.left(), box.labelLeft() - AROUND, y);
        piece(path, labelRight + AROUND, box.right(), y);
        if (frame.view().shows(measure.from())) {
            path.append(arrow(box.left(), y, HEAD));
        }
        if (frame.view().shows(measure.to())) {
            path.append(arrow(box.right(), y, -HEAD));
        }
        if (!path.isEmpty()) {
            pen.line(path.toString(), Pen.Line.of("ink2", 1));
        }
    }

    private void stops(Measure measure, MeasureBox box, double y) {
        String path = "M" + Pen.at(box.left(), y) + "H" + Xml.number(box.right());
        String left = frame.view().shows(measure.from()) ? stop(box.left(), y) : "";
        String right = frame.view().shows(measure.to()) ? stop(box.right(), y) : "";
        pen.line(path + left + right, Pen.Line.of("ink2", 1));
    }

    private static void piece(StringBuilder path, double from, double to, double y) {
        if (to > from) {
            path.append('M').append(Pen.at(from, y)).append('H').append(Xml.number(to));
        }
    }

    private static String arrow(double x, double y, double back) {
        return "M" + Pen.at(x + back, y - HEAD) + "L" + Pen.at(x, y) + "l" + Pen.at(back, HEAD);
    }

    private static String stop(double x, double y) {
        return "M" + Pen.at(x, y - STOP) + "v" + Xml.number(2 * STOP);
    }
}
