// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text of SQL as words, names, values and signs, read from left to right.
final class SqlTokens {

    /// What a token is.
    enum Kind {
        WORD,
        NAME,
        VALUE,
        SIGN,
        END
    }

    /// @param text without quotes; words as they are written
    record Token(Kind kind, String text, Datum value) {

        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SIGN) && text.equalsIgnoreCase(word);
        }
    }

    private static final Token END = new Token(Kind.END, "", new Datum.Null());

    private final List<Token> tokens = new ArrayList<>();
    private final String text;
    private int at;
    private int next;

    SqlTokens(String text) throws SqlError {
        this.text = text;
        while (at < text.length()) {
            readOne();
        }
    }

    Token peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    boolean isAtEnd() {
        return peek().kind() == Kind.END;
    }

    /// Takes the next tokens if they are these words or signs.
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (next + i >= tokens.size() || !tokens.get(next + i).is(words[i])) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    void expect(String... words) throws SqlError {
        if (!accept(words)) {
            throw unexpected();
        }
    }

    /// A name, in brackets or quotes or bare.
    String name() throws SqlError {
        Token token = take();
        if (token.kind() != Kind.NAME && token.kind() != Kind.WORD) {
            next--;
            throw unexpected();
        }
        return token.text();
    }

    String word() throws SqlError {
        return name().toLowerCase(Locale.ROOT);
    }

    Datum value() throws SqlError {
        Token token = take();
        if (token.kind() != Kind.VALUE) {
            next--;
            throw unexpected();
        }
        return token.value();
    }

    boolean onOrOff() throws SqlError {
        if (accept("on")) {
            return true;
        }
        expect("off");
        return false;
    }

    /// Whether the token behind the next one is this word or sign.
    boolean isFollowedBy(String sign) {
        return next + 1 < tokens.size() && tokens.get(next + 1).is(sign);
    }

    SqlError unexpected() {
        return SqlError.syntax(peek().text());
    }

    private void readOne() throws SqlError {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '\'' || (isN(c) && at + 1 < text.length() && text.charAt(at + 1) == '\'')) {
            at += c == '\'' ? 0 : 1;
            String value = quoted('\'');
            tokens.add(new Token(Kind.VALUE, value, Datum.of(value)));
        } else if (c == '[') {
            tokens.add(new Token(Kind.NAME, quoted(']'), new Datum.Null()));
        } else if (c == '"') {
            tokens.add(new Token(Kind.NAME, quoted('"'), new Datum.Null()));
        } else if (Character.isDigit(c)) {
            number();
        } else if (isWord(c)) {
            String word = whileWord();
            tokens.add(new Token(Kind.WORD, word, new Datum.Null()));
        } else {
            tokens.add(new Token(Kind.SIGN, String.valueOf(c), new Datum.Null()));
            at++;
        }
    }

    private void number() throws SqlError {
        String digits = whileWord();
        try {
            Datum value = digits.startsWith("0x") ? new Datum.Hex(digits) : Datum.of(Long.parseLong(digits));
            tokens.add(new Token(Kind.VALUE, digits, value));
        } catch (NumberFormatException _) {
            throw SqlError.syntax(digits);
        }
    }

    private String quoted(char close) throws SqlError {
        var content = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) != close) {
                content.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == close) {
                content.append(close);
                i++;
            } else {
                at = i + 1;
                return content.toString();
            }
        }
        throw new SqlError(105, 15, "Unclosed quotation mark after the character string.");
    }

    private String whileWord() {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isN(char c) {
        return c == 'N' || c == 'n';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '#' || c == '$';
    }
}
