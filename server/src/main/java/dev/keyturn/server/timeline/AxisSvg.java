// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;

/// The ground: what is to come, the grid with its times, the borders of the lanes.
final class AxisSvg {
    private static final double TICKS = 15;
    private static final double LABEL_GAP = 4;

    private final Frame frame;
    private final Pen pen;

    AxisSvg(Frame frame, Pen pen) {
        this.frame = frame;
        this.pen = pen;
    }

    void ground() {
        double from = frame.nowX();
        double width = frame.scale().right() - from;
        if (width > 0) {
            pen.fill(new Pen.Box(from, Profile.HEAD, width, frame.plotBottom() - Profile.HEAD), "sunken");
        }
    }

    void grid() {
        List<Tick> ticks = Tick.of(frame.view(), frame.profile().plot().ticks());
        StringBuilder lines = new StringBuilder();
        for (Tick tick : ticks) {
            lines.append('M')
                    .append(Pen.at(frame.scale().x(tick.at()), frame.gridTop()))
                    .append('V')
                    .append(Xml.number(frame.plotBottom()));
        }
        if (!lines.isEmpty()) {
            pen.line(lines.toString(), Pen.Line.of("line", 1));
        }
        borders();
        if (frame.isWide()) {
            String zone = Phrase.cut(Legend.zone(frame.view()), 38);
            pen.text(12, TICKS, Pen.Ink.SMALL.styled("f-ink3"), zone);
        }
        labels(ticks);
    }

    private void borders() {
        StringBuilder lines = new StringBuilder();
        for (int lane = 0; lane <= frame.view().lanes().size(); lane++) {
            border(lines, frame.laneTop(lane));
        }
        border(lines, frame.plotBottom());
        pen.line(lines.toString(), Pen.Line.of("line", 1));
    }

    private void border(StringBuilder lines, double y) {
        lines.append("M0 ")
                .append(Xml.number(y))
                .append('H')
                .append(frame.profile().width());
    }

    private void labels(List<Tick> ticks) {
        double free = frame.scale().left();
        for (Tick tick : ticks) {
            double x = frame.scale().x(tick.at());
            double half = TextWidth.of(tick.label(), TextWidth.SMALL) / 2;
            if (x - half >= free && x + half <= frame.scale().right()) {
                Pen.Ink ink = Pen.Ink.SMALL
                        .styled(tick.bold() ? "f-ink2 b" : "f-ink3")
                        .anchored("middle");
                pen.text(x, TICKS, ink, tick.label());
                free = x + half + LABEL_GAP;
            }
        }
    }
}
