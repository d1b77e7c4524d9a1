// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.util.Optional;

/// The word in a bar, where it fits.
record BarWord(String text, double left) {
    private static final double PADDING = 7;

    /// The longest of its kind that fits into the longer part; empty if none does.
    static Optional<BarWord> of(Bar bar) {
        return bar.span().kind().words().stream()
                .filter(word -> TextWidth.of(word, TextWidth.BODY) + 2 * PADDING <= bar.wordWidth())
                .findFirst()
                .map(word -> new BarWord(word, bar.wordLeft() + PADDING));
    }

    double right() {
        return left + TextWidth.of(text, TextWidth.BODY) + PADDING / 2;
    }
}
