// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// How wide a text is drawn, estimated above the widest of the usual fonts.
final class TextWidth {
    /// Of the texts of a lane, the words in bars and the chips.
    static final double BODY = 12;
    /// Of ticks, measures, counts and the legend.
    static final double SMALL = 11;
    /// Of a version.
    static final double VERSION = 15;

    private static final double SANS = 0.58;
    private static final double MONO = 0.62;

    private TextWidth() {}

    static double of(String text, double size) {
        return Phrase.length(text) * size * SANS;
    }

    static double mono(String text, double size) {
        return Phrase.length(text) * size * MONO;
    }
}
