// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// What a terminal can show.
///
/// @param width   columns, at least 60; labels and ends take 20 each, the plot the rest
/// @param unicode the locale is UTF-8
/// @param colour  a terminal, and no `NO_COLOR`
public record TerminalLook(int width, boolean unicode, boolean colour) {
    public static final int SIDE = 20;

    public TerminalLook {
        if (width < 60) {
            throw new IllegalArgumentException("a timeline needs 60 columns, not " + width);
        }
    }

    int cells() {
        return width - 2 * SIDE;
    }
}
