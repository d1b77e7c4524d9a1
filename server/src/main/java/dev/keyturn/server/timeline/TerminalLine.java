// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.Arrays;

/// One line of the terminal: a character and a colour for each column.
final class TerminalLine {
    private final TerminalLook look;
    private final char[] characters;
    private final Ansi[] colours;

    TerminalLine(TerminalLook look) {
        this.look = look;
        this.characters = new char[look.width()];
        this.colours = new Ansi[look.width()];
        Arrays.fill(characters, ' ');
        Arrays.fill(colours, Ansi.PLAIN);
    }

    /// What leaves the line is dropped.
    TerminalLine write(int column, String text, Ansi colour) {
        String shown = readable(text, look.unicode());
        for (int i = 0; i < shown.length() && column + i < characters.length; i++) {
            put(column + i, shown.charAt(i), colour);
        }
        return this;
    }

    void cell(int cell, Glyph glyph, Ansi colour) {
        put(TerminalLook.SIDE + cell, glyph.in(look.unicode()), colour);
    }

    private void put(int column, char character, Ansi colour) {
        characters[column] = character;
        colours[column] = colour;
    }

    /// Without control characters, which could speak to the terminal, and without what a poor locale cannot show.
    static String readable(String text, boolean unicode) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '…' -> out.append(unicode ? "…" : "...");
                case '·', '–' -> out.append(unicode ? Character.toString(character) : "-");
                case '×' -> out.append(unicode ? "×" : "x");
                case '→' -> out.append(unicode ? "→" : ">");
                default -> {
                    boolean shown = unicode ? !isControl(character) : character >= ' ' && character <= '~';
                    out.append(shown ? Character.toString(character) : "?");
                }
            }
        });
        return out.toString();
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        int end = characters.length;
        while (end > 0 && characters[end - 1] == ' ') {
            end--;
        }
        StringBuilder out = new StringBuilder();
        Ansi colour = Ansi.PLAIN;
        for (int column = 0; column < end; column++) {
            Ansi wanted = look.colour() && characters[column] != ' ' ? colours[column] : Ansi.PLAIN;
            if (wanted != colour) {
                out.append(colour.off()).append(wanted.on());
                colour = wanted;
            }
            out.append(characters[column]);
        }
        return out.append(colour.off()).toString();
    }
}
