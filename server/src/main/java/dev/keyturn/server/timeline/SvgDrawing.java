// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// Draws a frame from the ground up.
final class SvgDrawing {
    private static final double HALO = 4;

    private final Frame frame;
    private final Xml xml = new Xml();
    private final Pen pen = new Pen(xml);

    SvgDrawing(Frame frame) {
        this.frame = frame;
    }

    String draw() {
        begin();
        Patterns.of(frame).define(xml);
        AxisSvg axis = new AxisSvg(frame, pen);
        axis.ground();
        axis.grid();
        LinesSvg lines = new LinesSvg(frame, pen);
        lines.overdue();
        BarsSvg bars = new BarsSvg(frame, pen);
        bars.handOvers();
        bars.bars();
        bars.ends();
        new TextsSvg(frame, pen).draw();
        new MeasuresSvg(frame, pen).draw();
        lines.next();
        lines.now();
        MarksSvg.draw(frame, pen);
        LegendSvg.draw(frame, pen);
        return xml.end().toString();
    }

    private void begin() {
        String id = frame.view().id();
        xml.begin("svg")
                .put("xmlns", "http://www.w3.org/2000/svg")
                .put("class", frame.isWide() ? "kt-tl" : "kt-tl kt-tl-narrow")
                .put("viewBox", "0 0 " + frame.profile().width() + " " + Xml.number(frame.height()))
                .put("fill", "none")
                // of the halos: each line has its own
                .put("stroke-width", HALO)
                .put("font-size", TextWidth.BODY)
                .put("role", "img")
                .put("aria-labelledby", id + "-title")
                .put("aria-describedby", id + "-desc");
        xml.begin("title").put("id", id + "-title").text("Overlap timeline").end();
        xml.begin("desc")
                .put("id", id + "-desc")
                .text(Timeline.sentence(frame.view()).text())
                .end();
    }
}
