// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Pen.Line;

/// The shape beside the word of a set: form before colour.
final class WordIcon {
    private static final double RADIUS = 5;

    private WordIcon() {}

    /// The class of the word's text.
    static String text(Word word) {
        return switch (word) {
            case Word.Planned _ -> "f-ink";
            case Word.Published _ -> "f-info";
            case Word.Old _, Word.Held _, Word.Ending _, Word.Revoking _ -> "f-soon";
            case Word.Refused _, Word.Blocked _ -> "f-bad";
            case Word.Proving _ -> "f-cand";
            case Word.Undone _, Word.Ended _ -> "f-ink3";
        };
    }

    static void draw(Word word, double x, double y, Pen pen) {
        switch (word) {
            case Word.Planned _ -> pen.ring(x, y, RADIUS, new Line("dead", 1.5, "2 2"), "");
            case Word.Proving _ -> pen.ring(x, y, RADIUS, new Line("cand", 2, "4 2"), "");
            case Word.Published _ -> {
                pen.dot(x, y, RADIUS + 0.5, "pub");
                pen.line("M" + Pen.at(x - 2.5, y) + "l2 2l3.5-4", Line.of("surface", 1.5));
            }
            case Word.Refused _, Word.Blocked _ -> {
                pen.dot(x, y, RADIUS + 0.5, "gone");
                pen.line("M" + Pen.at(x, y - 3) + "v3.5m0 1v1.5", Line.of("surface", 1.5));
            }
            case Word.Old _ -> {
                pen.ring(x, y, RADIUS, Line.of("old", 1.5), "");
                pen.shape("M" + Pen.at(x, y - RADIUS) + "a5 5 0 0 1 0 10z", "old");
            }
            case Word.Held _, Word.Ending _ ->
                pen.line("M" + Pen.at(x - 4, y - 5) + "h8l-8 10h8z", Line.of("old", 1.75));
            case Word.Revoking _ -> pen.cross(x, y, 8, Line.of("old", 2));
            case Word.Undone _, Word.Ended _ -> pen.cross(x, y, 8, Line.of("dead", 1.75));
        }
    }
}
