// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import java.util.List;
import java.util.Optional;

/// Where quotes and comments of one SQL dialect begin and end.
///
/// @param quotes         the longer openings first
/// @param dollarQuotes   whether `$tag$ … $tag$` encloses text (PostgreSQL)
/// @param nestedComments whether `/*` counts inside a comment (PostgreSQL, SQL Server)
/// @param hashComments   whether `#` begins a comment (MySQL, MariaDB)
public record Lexicon(List<Quote> quotes, boolean dollarQuotes, boolean nestedComments, boolean hashComments) {
    public Lexicon {
        quotes = List.copyOf(quotes);
    }

    /// One kind of quoted text.
    ///
    /// @param open      how it begins, in lower case
    /// @param close     how it ends; doubled, it stands for itself
    /// @param backslash whether a backslash escapes what follows
    public record Quote(String open, char close, boolean backslash) {

        /// A value as it stands inside these quotes.
        String escaped(String value) {
            String end = String.valueOf(close);
            String safe = backslash ? value.replace("\\", "\\\\") : value;
            return safe.replace(end, end + end);
        }
    }

    /// The quote that begins at this place, if one does.
    Optional<Quote> quoteAt(String text, int at) {
        boolean inWord = at > 0 && isWord(text.charAt(at - 1));
        return quotes.stream()
                .filter(quote -> text.regionMatches(
                        true, at, quote.open(), 0, quote.open().length()))
                .filter(quote -> quote.open().length() == 1 || !inWord)
                .findFirst();
    }

    /// The `$tag$` that begins at this place, if one does.
    Optional<String> dollarAt(String text, int at) {
        if (!dollarQuotes || text.charAt(at) != '$' || (at > 0 && isWord(text.charAt(at - 1)))) {
            return Optional.empty();
        }
        int end = at + 1;
        while (end < text.length() && isWord(text.charAt(end)) && text.charAt(end) != '$') {
            end++;
        }
        boolean tag = end < text.length()
                && text.charAt(end) == '$'
                && (end == at + 1 || !Character.isDigit(text.charAt(at + 1)));
        return tag ? Optional.of(text.substring(at, end + 1)) : Optional.empty();
    }

    /// The end of the comment that begins at this place; the place itself if none does.
    int commentEnd(String text, int at) {
        if (text.startsWith("--", at) || (hashComments && text.charAt(at) == '#')) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        return text.startsWith("/*", at) ? blockEnd(text, at) : at;
    }

    static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private int blockEnd(String text, int at) {
        int depth = 0;
        for (int i = at; i < text.length() - 1; i++) {
            if (text.startsWith("/*", i)) {
                depth = nestedComments ? depth + 1 : 1;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }
}
