// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What a terminal can show.
///
/// @param width   columns, at least 60; labels and ends take 20 each, the plot the rest
/// @param unicode the locale is UTF-8
/// @param colour  a terminal, and no `NO_COLOR`
public record TerminalLook(int width, boolean unicode, boolean colour) {
    static final int SIDE = 20;

    private static final int WIDTH = 80;

    public TerminalLook {
        if (width < 60) {
            throw new IllegalArgumentException("a timeline needs 60 columns, not " + width);
        }
    }

    /// What the environment of a process tells: `NO_COLOR` if it is not empty, and the locale of characters.
    ///
    /// @param terminal somebody reads it; not a file or a pipe
    public static TerminalLook of(Map<String, String> environment, boolean terminal) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        boolean utf8 = locale.toLowerCase(Locale.ROOT).replace("-", "").endsWith("utf8");
        boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalLook(WIDTH, utf8, colour);
    }

    int cells() {
        return width - 2 * SIDE;
    }
}
