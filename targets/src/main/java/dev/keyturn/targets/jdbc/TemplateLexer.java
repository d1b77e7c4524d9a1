// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.targets.jdbc.Lexicon.Quote;
import dev.keyturn.targets.jdbc.StatementTemplate.Field;
import dev.keyturn.targets.jdbc.StatementTemplate.Hole;
import dev.keyturn.targets.jdbc.StatementTemplate.Part;
import dev.keyturn.targets.jdbc.StatementTemplate.Statement;
import dev.keyturn.targets.jdbc.StatementTemplate.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Takes a template apart: statements, quotes, comments and holes, as a dialect sees them.
final class TemplateLexer {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final Lexicon lexicon;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();
    private String previous = "";

    private TemplateLexer(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    static List<Statement> statements(String text, Lexicon lexicon) throws InvalidStatement {
        var lexer = new TemplateLexer(lexicon);
        lexer.read(text, List.of());
        lexer.endStatement();
        return lexer.statements;
    }

    private void read(String text, List<String> fences) throws InvalidStatement {
        int at = 0;
        while (at < text.length()) {
            int next = lexicon.commentEnd(text, at);
            if (next > at) {
                written.append(text, at, next);
            } else if (text.startsWith(OPEN, at)) {
                next = hole(text, at, Optional.empty(), true, fences);
            } else if (text.charAt(at) == ';' && fences.isEmpty()) {
                endStatement();
                next = at + 1;
            } else {
                next = token(text, at, fences);
            }
            at = next;
        }
    }

    private int token(String text, int at, List<String> fences) throws InvalidStatement {
        Optional<String> fence = lexicon.dollarAt(text, at);
        if (fence.isPresent()) {
            return fenced(text, at, fence.orElseThrow(), fences);
        }
        Optional<Quote> quote = lexicon.quoteAt(text, at);
        if (quote.isPresent()) {
            return quoted(text, at, quote.orElseThrow(), fences);
        }
        return Lexicon.isWord(text.charAt(at)) ? word(text, at) : other(text.charAt(at), at);
    }

    private int word(String text, int at) {
        int end = at;
        while (end < text.length() && Lexicon.isWord(text.charAt(end))) {
            end++;
        }
        previous = text.substring(at, end).toLowerCase(Locale.ROOT);
        if (words.size() < 3) {
            words.add(previous);
        }
        written.append(text, at, end);
        return end;
    }

    private int other(char c, int at) {
        if (!Character.isWhitespace(c)) {
            previous = "";
        }
        written.append(c);
        return at + 1;
    }

    /// What stands between dollar quotes is text of its own, mostly a block of code: it is read as SQL, so that values
    /// are quoted for their place in it.
    private int fenced(String text, int at, String fence, List<String> fences) throws InvalidStatement {
        int body = at + fence.length();
        int end = text.indexOf(fence, body);
        if (end < 0) {
            throw new InvalidStatement("the text that " + fence + " begins has no end");
        }
        written.append(fence);
        List<String> inner = new ArrayList<>(fences);
        inner.add(fence);
        read(text.substring(body, end), inner);
        written.append(fence);
        previous = "";
        return end + fence.length();
    }

    private int quoted(String text, int at, Quote quote, List<String> fences) throws InvalidStatement {
        int body = at + quote.open().length();
        int end = end(text, body, quote);
        String content = text.substring(body, end);
        written.append(text, at, body);
        if (content.contains(OPEN)) {
            if (content.indexOf(quote.close()) >= 0) {
                throw new InvalidStatement("a placeholder stands in quoted text that holds quotes itself: text that is"
                        + " run as a statement again cannot be quoted safely; use format() with %I and %L");
            }
            holes(content, quote, fences);
        } else {
            written.append(content);
        }
        written.append(quote.close());
        previous = "";
        return end + 1;
    }

    private void holes(String content, Quote quote, List<String> fences) throws InvalidStatement {
        boolean alone = content.startsWith(OPEN) && content.indexOf(CLOSE) == content.length() - CLOSE.length();
        int at = 0;
        while (at < content.length()) {
            if (content.startsWith(OPEN, at)) {
                at = hole(content, at, Optional.of(quote), alone, fences);
            } else {
                written.append(content.charAt(at++));
            }
        }
    }

    private static int end(String text, int body, Quote quote) throws InvalidStatement {
        for (int i = body; i < text.length(); i++) {
            if (quote.backslash() && text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote.close()) {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == quote.close();
                if (!doubled) {
                    return i;
                }
                i++;
            }
        }
        throw new InvalidStatement("the text that " + quote.open() + " begins has no end");
    }

    private int hole(String text, int at, Optional<Quote> quote, boolean alone, List<String> fences)
            throws InvalidStatement {
        int end = text.indexOf(CLOSE, at);
        String name = end < 0 ? "" : text.substring(at + OPEN.length(), end).strip();
        Optional<Field> field = Field.named(name);
        if (field.isEmpty()) {
            throw new InvalidStatement("only {{username}}, {{password}} and {{database}} may stand in double braces");
        }
        endText();
        parts.add(new Hole(field.orElseThrow(), quote, alone, previous, fences));
        if (quote.isEmpty()) {
            previous = "";
        }
        return end + CLOSE.length();
    }

    private void endText() {
        if (!written.isEmpty()) {
            parts.add(new Text(written.toString()));
            written.setLength(0);
        }
    }

    private void endStatement() {
        endText();
        boolean empty = words.isEmpty() && parts.stream().noneMatch(Hole.class::isInstance);
        if (!empty) {
            statements.add(new Statement(words, parts));
        }
        parts.clear();
        words.clear();
        previous = "";
    }
}
