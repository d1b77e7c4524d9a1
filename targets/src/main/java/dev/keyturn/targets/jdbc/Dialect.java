// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;

/// How one engine writes names and values into a statement. Nothing else builds an identifier or a literal.
public interface Dialect {
    /// A name as an identifier, with its quotes.
    ///
    /// @throws Refused the engine would take it for another name, or not at all
    String identifier(String name) throws Refused;

    /// A value as a literal, with its quotes.
    ///
    /// @throws Refused it holds what no literal may hold
    String literal(String value) throws Refused;

    /// Where quotes, comments and statements begin and end.
    Lexicon lexicon();

    /// What goes into no statement of any engine: `NUL`, control characters, halves of a surrogate pair.
    ///
    /// @param what the text in a few words, without the text itself: it may be a password
    static String checked(String what, String text) throws Refused {
        boolean sound = text.codePoints()
                .noneMatch(point -> Character.isISOControl(point)
                        || (point <= Character.MAX_VALUE && Character.isSurrogate((char) point)));
        if (!sound) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "TEXT",
                    what + " holds a control character or half of a character, which goes into no statement");
        }
        return text;
    }

    /// `text` between `open` and `close`, with each `close` in it doubled.
    static String quoted(char open, String text, char close) {
        String end = String.valueOf(close);
        return open + text.replace(end, end + end) + end;
    }
}
