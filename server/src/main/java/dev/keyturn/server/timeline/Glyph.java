// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// What a cell of the terminal can show: with UTF-8, and without.
enum Glyph {
    PUBLISHED('█', '#', "published"),
    LATER('▄', '=', "will be"),
    OLD('▒', '+', "old, still logs in"),
    HELD('▚', '%', "kept: in use"),
    PROVING('░', '.', "being proved"),
    PLANNED('╌', '-', "planned"),
    END('┤', ']', "end"),
    REFUSED('×', 'x', "refused"),
    NOW('┃', '|', ""),
    NEXT('┆', ':', ""),
    BEFORE('‹', '<', ""),
    ONWARD('›', '>', ""),
    NOW_CHIP('▼', 'v', ""),
    NEXT_CHIP('▽', 'v', ""),
    RUN_OK('●', 'o', "");

    private final char unicode;
    private final char ascii;
    private final String legend;

    Glyph(char unicode, char ascii, String legend) {
        this.unicode = unicode;
        this.ascii = ascii;
        this.legend = legend;
    }

    static Glyph of(Kind kind, boolean later) {
        return switch (kind) {
            case RESERVED, PROVED -> PROVING;
            case PUBLISHED -> later ? LATER : PUBLISHED;
            case OLD -> OLD;
            case HELD -> HELD;
            case REFUSED -> REFUSED;
            case PLANNED -> PLANNED;
        };
    }

    char in(boolean utf8) {
        return utf8 ? unicode : ascii;
    }

    /// Empty: it needs no explanation.
    String legend() {
        return legend;
    }
}
