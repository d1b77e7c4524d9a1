// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// The sixteen colours that every terminal has.
enum Ansi {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    MAGENTA("35"),
    BRIGHT_BLUE("94");

    private final String code;

    Ansi(String code) {
        this.code = code;
    }

    static Ansi of(Word word) {
        return switch (word) {
            case Word.Planned _, Word.Ended _, Word.Undone _ -> DIM;
            case Word.Published _ -> BRIGHT_BLUE;
            case Word.Refused _, Word.Blocked _ -> RED;
            case Word.Old _, Word.Held _, Word.Ending _, Word.Revoking _ -> YELLOW;
            case Word.Proving _ -> MAGENTA;
        };
    }

    static Ansi of(Kind kind, Lane lane) {
        if (lane.hasEnded()) {
            return DIM;
        }
        return switch (kind) {
            case RESERVED, PROVED -> MAGENTA;
            case PUBLISHED -> BRIGHT_BLUE;
            case OLD, HELD -> YELLOW;
            case REFUSED -> RED;
            case PLANNED -> DIM;
        };
    }

    /// What switches it on; empty for the plain one.
    String on() {
        return code.isEmpty() ? "" : "\u001b[" + code + "m";
    }

    String off() {
        return code.isEmpty() ? "" : "\u001b[0m";
    }
}
