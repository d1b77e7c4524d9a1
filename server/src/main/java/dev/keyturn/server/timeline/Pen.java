// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// Draws shapes and texts. Colours are classes (`f-…` fills, `s-…` strokes), sizes are attributes.
final class Pen {
    private final Xml xml;

    Pen(Xml xml) {
        this.xml = xml;
    }

    Xml xml() {
        return xml;
    }

    /// @param width of the line
    /// @param dash  empty for a solid one
    record Line(String colour, double width, String dash) {
        static Line of(String colour, double width) {
            return new Line(colour, width, "");
        }
    }

    record Box(double x, double y, double width, double height) {
        Box inside(double by) {
            return new Box(x + by, y + by, Math.max(width - 2 * by, 0.5), height - 2 * by);
        }

        Box lower(double by) {
            return new Box(x, y + by / 2, width, height - by);
        }
    }

    void line(String path, Line line) {
        xml.begin("path").put("class", "s-" + line.colour).put("d", path);
        stroke(line);
        xml.end();
    }

    void shape(String path, String colour) {
        xml.begin("path").put("class", "f-" + colour).put("d", path).end();
    }

    void fill(Box box, String colour) {
        rectangle(box).put("class", "f-" + colour).end();
    }

    /// Filled with one of the patterns.
    void pattern(Box box, String id) {
        rectangle(box).put("fill", "url(#" + id + ")").end();
    }

    /// [#pattern] with an outline.
    void patterned(Box box, String id, Line line) {
        rectangle(box.inside(line.width / 2)).put("fill", "url(#" + id + ")").put("class", "s-" + line.colour);
        stroke(line);
        xml.end();
    }

    /// An outline that stays inside its box.
    void outline(Box box, Line line) {
        rectangle(box.inside(line.width / 2)).put("class", "s-" + line.colour);
        stroke(line);
        xml.end();
    }

    /// An outline with a tint of the same colour.
    void tinted(Box box, Line line, double tint) {
        rectangle(box.inside(line.width / 2)).put("class", "f-" + line.colour + " s-" + line.colour);
        xml.put("fill-opacity", tint);
        stroke(line);
        xml.end();
    }

    private Xml rectangle(Box box) {
        return xml.begin("rect")
                .put("x", box.x)
                .put("y", box.y)
                .put("width", box.width)
                .put("height", box.height);
    }

    void dot(double x, double y, double radius, String colour) {
        circle(x, y, radius).put("class", "f-" + colour).end();
    }

    /// @param fill its inside, empty for none
    void ring(double x, double y, double radius, Line line, String fill) {
        circle(x, y, radius).put("class", "s-" + line.colour + (fill.isEmpty() ? "" : " f-" + fill));
        stroke(line);
        xml.end();
    }

    private Xml circle(double x, double y, double radius) {
        return xml.begin("circle").put("cx", x).put("cy", y).put("r", radius);
    }

    /// A cross of two lines.
    void cross(double x, double y, double size, Line line) {
        double half = size / 2;
        String there = Xml.number(size);
        line(
                "M" + at(x - half, y - half) + "l" + there + " " + there + "m0-" + there + "l-" + there + " " + there,
                line);
    }

    private void stroke(Line line) {
        xml.put("stroke-width", line.width);
        if (!line.dash.isEmpty()) {
            xml.put("stroke-dasharray", line.dash);
        }
    }

    void text(double x, double y, Ink ink, String text) {
        if (text.isEmpty()) {
            return;
        }
        xml.begin("text").put("x", x).put("y", y);
        ink.put(xml);
        xml.text(text).end();
    }

    /// How a text looks. The plain one is small and of the second ink.
    ///
    /// @param style classes
    /// @param anchor empty for the beginning
    record Ink(String style, double size, String anchor) {
        static final Ink BODY = new Ink("", TextWidth.BODY, "");
        static final Ink SMALL = new Ink("", TextWidth.SMALL, "");
        static final Ink FACT = BODY.styled("f-ink b");

        Ink styled(String classes) {
            return new Ink(style.isEmpty() ? classes : style + " " + classes, size, anchor);
        }

        Ink anchored(String at) {
            return new Ink(style, size, at);
        }

        private void put(Xml xml) {
            if (!style.isEmpty()) {
                xml.put("class", style);
            }
            if (size != TextWidth.BODY) {
                xml.put("font-size", size);
            }
            if (!anchor.isEmpty()) {
                xml.put("text-anchor", anchor);
            }
        }
    }

    static String at(double x, double y) {
        return Xml.number(x) + " " + Xml.number(y);
    }
}
