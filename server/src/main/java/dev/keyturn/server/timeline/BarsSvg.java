// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The bars, how they begin and end, and how one set hands over to the next.
final class BarsSvg {
    private static final double DOT = 5;
    private static final double CAP_BEYOND = 5;
    private static final double CHEVRON = 7;

    private final Frame frame;
    private final Pen pen;

    BarsSvg(Frame frame, Pen pen) {
        this.frame = frame;
        this.pen = pen;
    }

    private List<Lane> lanes() {
        return frame.view().lanes();
    }

    /// A line from each publication down to the set that it supersedes.
    void handOvers() {
        StringBuilder path = new StringBuilder();
        for (int lane = 0; lane + 1 < lanes().size(); lane++) {
            Optional<Bar> published = published(lane);
            if (published.isPresent() && lanes().get(lane + 1).publishedAt().isPresent()) {
                path.append('M')
                        .append(Pen.at(published.get().left(), frame.barMiddle(lane)))
                        .append('V')
                        .append(Xml.number(frame.barTop(lane + 1)));
            }
        }
        if (!path.isEmpty()) {
            pen.line(path.toString(), Pen.Line.of("pub", 1.5));
        }
    }

    /// The bar that begins with a publication inside the window.
    private Optional<Bar> published(int lane) {
        return frame.bars(lane).stream()
                .filter(bar -> lanes().get(lane).isPublished(bar.span()))
                .findFirst()
                .filter(bar -> bar.span().start().equals(publishedAt(lane)))
                .filter(bar -> frame.view().shows(bar.span().start()));
    }

    private Instant publishedAt(int lane) {
        return lanes().get(lane).publishedAt().orElse(Instant.MAX);
    }

    void bars() {
        for (int lane = 0; lane < lanes().size(); lane++) {
            for (Bar bar : frame.bars(lane)) {
                pen.xml()
                        .begin("g")
                        .put("data-lane", lanes().get(lane).version().toString())
                        .put("data-kind", bar.span().kind().name())
                        .put("data-from", bar.span().start().toString())
                        .put("data-to", bar.span().end().map(Instant::toString).orElse(""));
                new BarShape(frame, pen, lane).draw(bar);
                pen.xml().end();
            }
        }
    }

    /// Caps, chevrons and dots.
    void ends() {
        for (int lane = 0; lane < lanes().size(); lane++) {
            if (!frame.bars(lane).isEmpty()) {
                begin(lane, frame.bars(lane).getFirst());
                end(lane, frame.bars(lane).getLast());
            }
            dot(lane);
        }
    }

    private void begin(int lane, Bar first) {
        if (first.span().start().isBefore(frame.view().from())
                || lanes().get(lane).account().adopted()) {
            chevron(lane, first.left(), -CHEVRON);
        }
    }

    private void end(int lane, Bar last) {
        Optional<Instant> end = last.span().end();
        if (end.isEmpty()) {
            chevron(lane, frame.scale().right(), CHEVRON);
            return;
        }
        Lane of = lanes().get(lane);
        boolean isLast = last.span().equals(of.spans().getLast());
        if (!isLast || of.end() == End.PLAIN || !frame.view().shows(end.get())) {
            return;
        }
        String colour = BarShape.colour(last.span().kind(), of);
        String line = colour.equals("ended") ? "dead" : colour;
        String path = "M" + Pen.at(last.right(), frame.barTop(lane) - CAP_BEYOND) + "v"
                + Xml.number(frame.barHeight() + 2 * CAP_BEYOND);
        pen.line(path, new Pen.Line(line, 2.5, of.end() == End.LATEST ? "4 3" : ""));
        if (of.end() == End.REFUSED) {
            pen.cross(last.right() + 9, frame.barMiddle(lane), 8, Pen.Line.of(line, 2));
        }
    }

    private void chevron(int lane, double x, double out) {
        double half = frame.barHeight() / 2;
        String path = "M" + Pen.at(x, frame.barTop(lane)) + "l" + Pen.at(out, half) + "l" + Pen.at(-out, half);
        pen.line(path, Pen.Line.of("ink2", 1.5));
    }

    private void dot(int lane) {
        double y = frame.barMiddle(lane);
        Optional<Bar> published = published(lane);
        if (published.isPresent()) {
            String colour = lanes().get(lane).hasEnded() ? "ended" : "pub";
            pen.ring(published.get().left(), y, DOT, Pen.Line.of(colour, 2.5), "surface");
        }
        frame.bars(lane).stream()
                .filter(bar -> bar.span().kind() == Kind.PLANNED)
                .forEach(bar -> pen.ring(bar.left(), y, DOT, new Pen.Line("dead", 1.5, "2 2"), ""));
    }
}
