// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;

/// The line of the terminal that names now and next.
final class TerminalChips {
    private final TimelineView view;
    private final TerminalLook look;
    private final Cells cells;

    TerminalChips(TimelineView view, TerminalLook look, Cells cells) {
        this.view = view;
        this.look = look;
        this.cells = cells;
    }

    TerminalLine line() {
        TerminalLine line = new TerminalLine(look);
        String now = now();
        int at = Math.min(nowCell(), look.cells() + TerminalLook.SIDE - now.length());
        line.write(TerminalLook.SIDE + at, now, Ansi.BOLD);
        switch (view.next()) {
            case Next.Rotation(var next) -> later(line, next, "next", at + now.length());
            case Next.Retry(var next) -> later(line, next, "next try", at + now.length());
            case Next.Overdue(var due, var _) -> due(line, due, at);
            case Next.Off _, Next.Unset _ -> {}
        }
        return line;
    }

    private int nowCell() {
        return cells.of(view.now()).orElse(view.now().isAfter(view.to()) ? look.cells() - 1 : 0);
    }

    private String now() {
        String clock = Glyph.NOW_CHIP.in(look.unicode()) + "now " + view.times().clock(view.now());
        return view.now().isAfter(view.to()) ? clock + " →" : clock;
    }

    private void later(TerminalLine line, Instant next, String name, int free) {
        cells.of(next).ifPresent(cell -> {
            int at = Math.max(cell, free + 1);
            line.write(TerminalLook.SIDE + at, Glyph.NEXT_CHIP.in(look.unicode()) + name, Ansi.BOLD);
        });
    }

    private void due(TerminalLine line, Instant due, int now) {
        String name = Glyph.NEXT_CHIP.in(look.unicode()) + "due " + view.times().near(due);
        cells.of(due).ifPresent(cell -> {
            int at = TerminalLook.SIDE + Math.min(cell, now - 1 - name.length());
            line.write(Math.max(at, 0), name, Ansi.RED);
        });
    }
}
