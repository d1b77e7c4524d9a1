// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Now and next: their lines and chips, and the strip between them when next is overdue.
final class LinesSvg {
    private static final double STRIP = 6;
    private static final double CHIP_BASELINE = 35;
    private static final double AROUND_BARS = 4;

    private final Frame frame;
    private final Pen pen;
    private final Chip now;
    private final Optional<NextLine> next;

    /// @param at where the line is
    private record NextLine(double at, Chip chip, String colour) {}

    LinesSvg(Frame frame, Pen pen) {
        this.frame = frame;
        this.pen = pen;
        Chip.Edges edges = Chip.Edges.of(frame.profile());
        Chip alone = Chip.at(frame.nowX(), nowText(frame.view()), edges);
        Optional<NextLine> line = next(frame, edges);
        if (line.isEmpty() || !meet(alone, line.get().chip)) {
            this.now = alone;
            this.next = line;
        } else {
            Chip.Pair pair = alone.beside(line.get().chip, line.get().at >= frame.nowX(), edges);
            this.now = pair.now();
            this.next = line.map(of -> new NextLine(of.at, pair.other(), of.colour));
        }
    }

    private static boolean meet(Chip one, Chip other) {
        return one.left() < other.right() + 4 && other.left() < one.right() + 4;
    }

    private static String nowText(TimelineView view) {
        String text = "now " + view.times().clock(view.now());
        if (view.shows(view.now())) {
            return text;
        }
        return view.now().isAfter(view.to()) ? text + " →" : "← " + text;
    }

    private static Optional<NextLine> next(Frame frame, Chip.Edges edges) {
        TimelineView view = frame.view();
        Times times = view.times();
        return switch (view.next()) {
            case Next.Rotation(var at) -> line(frame, at, "next rotation " + times.near(at), "pub", edges);
            case Next.Retry(var at) -> line(frame, at, "next try " + times.near(at), "pub", edges);
            case Next.Overdue(var due, var _) ->
                line(frame, due, "due " + times.near(due) + ", " + late(view, due) + " overdue", "gone", edges);
            case Next.Off _, Next.Unset _ -> Optional.empty();
        };
    }

    private static String late(TimelineView view, Instant due) {
        return Lengths.relative(Duration.between(due, view.now()));
    }

    private static Optional<NextLine> line(Frame frame, Instant at, String text, String colour, Chip.Edges edges) {
        double x = frame.scale().x(at);
        return frame.view().shows(at)
                ? Optional.of(new NextLine(x, Chip.at(x, text, edges), colour))
                : Optional.empty();
    }

    /// From due to now.
    void overdue() {
        if (frame.view().next() instanceof Next.Overdue(var due, var _)) {
            double from = frame.scale().x(due);
            double width = frame.nowX() - from;
            if (width > 0) {
                pen.fill(new Pen.Box(from, frame.gridTop(), width, STRIP), "gone");
            }
        }
    }

    void next() {
        next.ifPresent(line -> {
            pen.line(vertical(line.at), new Pen.Line(line.colour, 1.5, "5 3"));
            chip(line.chip, "f-surface s-" + line.colour, textColour(line.colour));
        });
    }

    private static String textColour(String line) {
        return line.equals("gone") ? "f-bad" : "f-info";
    }

    void now() {
        if (frame.view().shows(frame.view().now())) {
            pen.line(vertical(frame.nowX()), Pen.Line.of("ink", 1.75));
        }
        chip(now, "f-ink s-ink", "f-surface");
    }

    private void chip(Chip chip, String box, String text) {
        pen.xml()
                .begin("rect")
                .put("class", box)
                .put("x", chip.left())
                .put("y", Chip.TOP)
                .put("width", chip.width())
                .put("height", Chip.HEIGHT)
                .put("rx", 3)
                .put("stroke-width", 1)
                .end();
        pen.text(chip.middle(), CHIP_BASELINE, Pen.Ink.BODY.styled(text + " b").anchored("middle"), chip.text());
    }

    /// Through everything; where it is narrow, through head and bars only, to leave the texts alone.
    private String vertical(double x) {
        StringBuilder path = new StringBuilder("M").append(Pen.at(x, frame.gridTop()));
        if (frame.isWide()) {
            return path.append('V').append(Xml.number(frame.plotBottom())).toString();
        }
        path.append('V').append(Profile.HEAD);
        for (int lane = 0; lane < frame.view().lanes().size(); lane++) {
            path.append('M')
                    .append(Pen.at(x, frame.barTop(lane) - AROUND_BARS))
                    .append('v')
                    .append(Xml.number(frame.barHeight() + 2 * AROUND_BARS));
        }
        return path.toString();
    }
}
