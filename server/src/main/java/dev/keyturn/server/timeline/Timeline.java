// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.List;

/// Tells a view in each of its four forms.
public final class Timeline {
    private Timeline() {}

    /// The picture. Colours come from `kt-timeline.css` by class; there is no style in it.
    public static String svg(TimelineView view, Profile profile) {
        return new SvgDrawing(new Frame(view, profile)).draw();
    }

    /// Whether one may go home.
    public static Sentence sentence(TimelineView view) {
        return new SentenceText(view).write();
    }

    /// The same as a table: a row a set.
    public static List<TableRow> table(TimelineView view) {
        return TableRow.of(view);
    }

    /// The same for a terminal: the sentence, then the drawing; each line ends with a line feed.
    public static String terminal(TimelineView view, TerminalLook look) {
        return new TerminalDrawing(view, look).draw();
    }
}
