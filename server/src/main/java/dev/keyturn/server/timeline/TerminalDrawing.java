// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Draws a view in columns of characters.
final class TerminalDrawing {
    private static final int TICKS = 5;
    private static final String BETWEEN = "  ";

    private final TimelineView view;
    private final TerminalLook look;
    private final Cells cells;
    private final List<String> lines = new ArrayList<>();
    private final Set<Glyph> seen = EnumSet.noneOf(Glyph.class);

    TerminalDrawing(TimelineView view, TerminalLook look) {
        this.view = view;
        this.look = look;
        this.cells = new Cells(view, look.cells());
    }

    String draw() {
        lines.addAll(wrapped(List.of(Timeline.sentence(view).text().split(" ", -1)), " "));
        lines.add("");
        lines.add(ticks().toString());
        lines.add(new TerminalChips(view, look, cells).line().toString());
        view.lanes().forEach(lane -> lines.add(lane(lane).toString()));
        lines.add(runs().toString());
        lines.addAll(legend());
        return String.join("\n", lines) + "\n";
    }

    private TerminalLine ticks() {
        TerminalLine line = new TerminalLine(look);
        int free = 0;
        for (Tick tick : Tick.of(view, TICKS)) {
            int cell = cells.of(tick.at()).orElse(0);
            String label = tick.shortLabel();
            if (cell >= free && cell + label.length() <= cells.count()) {
                line.write(TerminalLook.SIDE + cell, label, Ansi.DIM);
                free = cell + label.length() + 1;
            }
        }
        return line;
    }

    private TerminalLine lane(Lane lane) {
        TerminalLine line = new TerminalLine(look);
        String label = lane.version() + " " + WordText.label(lane.word());
        line.write(0, Phrase.cut(label, TerminalLook.SIDE - 1), Ansi.of(lane.word()));
        // what is written later stands over what was before: end, bar, now, next
        next().ifPresent(at -> cell(line, at, Glyph.NEXT, nextColour()));
        cell(line, view.now(), Glyph.NOW, Ansi.BOLD);
        bars(line, lane);
        ends(line, lane);
        String end = TerminalEnd.of(lane.until(), view.times());
        line.write(look.width() - TerminalLook.SIDE + 1, end, Ansi.PLAIN);
        return line;
    }

    private void cell(TerminalLine line, Instant time, Glyph glyph, Ansi colour) {
        cells.of(time).ifPresent(cell -> show(line, cell, glyph, colour));
    }

    private void show(TerminalLine line, int cell, Glyph glyph, Ansi colour) {
        seen.add(glyph);
        line.cell(cell, glyph, colour);
    }

    private Optional<Instant> next() {
        return view.next() instanceof Next.Overdue(var due, var _) ? Optional.of(due) : view.nextAt();
    }

    private Ansi nextColour() {
        return view.next() instanceof Next.Overdue ? Ansi.RED : Ansi.DIM;
    }

    private void bars(TerminalLine line, Lane lane) {
        List<Optional<Span>> spans = cells.spans(lane);
        for (int i = 0; i < spans.size(); i++) {
            int cell = i;
            spans.get(cell).ifPresent(span -> {
                boolean later = !cells.middle(cell).isBefore(view.now());
                show(line, cell, Glyph.of(span.kind(), later), Ansi.of(span.kind(), lane));
            });
        }
    }

    private void ends(TerminalLine line, Lane lane) {
        if (lane.spans().isEmpty()) {
            return;
        }
        Span last = lane.spans().getLast();
        Ansi colour = Ansi.of(last.kind(), lane);
        switch (lane.end()) {
            case FIXED, LATEST -> last.end().ifPresent(end -> cell(line, end, Glyph.END, colour));
            case REFUSED -> last.end().ifPresent(end -> cell(line, end, Glyph.REFUSED, colour));
            case OPEN -> show(line, cells.count() - 1, Glyph.ONWARD, colour);
            case PLAIN -> {}
        }
        boolean before = lane.spans().getFirst().start().isBefore(view.from());
        if (before && last.meets(view.from(), Instant.MAX)) {
            show(line, 0, Glyph.BEFORE, Ansi.of(lane.spans().getFirst().kind(), lane));
        }
    }

    private TerminalLine runs() {
        TerminalLine line = new TerminalLine(look).write(0, "runs", Ansi.DIM);
        for (Mark.Outcome outcome : Mark.Outcome.values()) {
            view.marks().stream()
                    .filter(mark -> mark.outcome() == outcome)
                    .map(mark -> cells.of(mark.at()))
                    .flatMapToInt(OptionalInt::stream)
                    .forEach(cell -> run(line, cell, outcome));
        }
        String text = RunsText.of(view).within(TerminalLook.SIDE - 1);
        return line.write(look.width() - TerminalLook.SIDE + 1, text, Ansi.PLAIN);
    }

    private void run(TerminalLine line, int cell, Mark.Outcome outcome) {
        switch (outcome) {
            case OK -> line.cell(cell, Glyph.RUN_OK, Ansi.GREEN);
            case RUNNING -> show(line, cell, Glyph.PROVING, Ansi.MAGENTA);
            case FAILED -> line.cell(cell, Glyph.REFUSED, Ansi.RED);
        }
    }

    private List<String> legend() {
        List<String> items = seen.stream()
                .filter(glyph -> !glyph.legend().isEmpty())
                .map(glyph -> glyph.in(look.unicode()) + " " + glyph.legend())
                .toList();
        return wrapped(items, BETWEEN).stream()
                .map(text -> new TerminalLine(look).write(0, text, Ansi.DIM).toString())
                .toList();
    }

    private List<String> wrapped(List<String> pieces, String between) {
        List<String> wrapped = new ArrayList<>();
        String line = "";
        for (String piece : pieces) {
            String shown = TerminalLine.readable(piece, look.unicode());
            if (line.isEmpty()) {
                line = shown;
            } else if (line.length() + between.length() + shown.length() <= look.width()) {
                line += between + shown;
            } else {
                wrapped.add(line);
                line = shown;
            }
        }
        wrapped.add(line);
        return wrapped;
    }
}
