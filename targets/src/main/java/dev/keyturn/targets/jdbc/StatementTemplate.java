// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An owner's own statements with `{{username}}`, `{{password}}` and `{{database}}` in them (API contract, K8).
///
/// Statements are separated when the text is parsed, before a value is known; each value is quoted for the place where
/// it stands. What stands in a comment is left as it is.
public record StatementTemplate(List<Statement> statements) {
    public StatementTemplate {
        statements = List.copyOf(statements);
    }

    /// What may stand in double braces.
    public enum Field {
        USERNAME,
        PASSWORD,
        DATABASE;

        static Optional<Field> named(String name) {
            return Stream.of(values())
                    .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    /// A piece of a statement.
    public sealed interface Part {}

    /// As it was written.
    public record Text(String text) implements Part {}

    /// Where a value goes.
    ///
    /// @param quote    the quotes that it stands in; empty for none
    /// @param alone    whether nothing else stands in them
    /// @param previous the word before it, in lower case; empty if something else stands between
    /// @param fences   the dollar quotes around it, outermost first
    public record Hole(Field field, Optional<Lexicon.Quote> quote, boolean alone, String previous, List<String> fences)
            implements Part {
        public Hole {
            fences = List.copyOf(fences);
        }
    }

    /// One statement.
    ///
    /// @param words its first three words, in lower case; names in quotes are none
    public record Statement(List<String> words, List<Part> parts) {
        public Statement {
            words = List.copyOf(words);
            parts = List.copyOf(parts);
        }

        public List<Hole> holes() {
            return parts.stream()
                    .flatMap(part -> part instanceof Hole hole ? Stream.of(hole) : Stream.<Hole>empty())
                    .toList();
        }
    }

    /// Says what goes into a hole, before it is quoted.
    @FunctionalInterface
    public interface Values {
        String of(Statement statement, Hole hole);
    }

    /// @throws InvalidStatement something else stands in double braces, a quote does not end, or the user name or the
    /// password is missing
    public static StatementTemplate parse(String text, Lexicon lexicon) throws InvalidStatement {
        var template = new StatementTemplate(TemplateLexer.statements(text, lexicon));
        for (Field required : List.of(Field.USERNAME, Field.PASSWORD)) {
            boolean occurs = template.statements.stream()
                    .flatMap(statement -> statement.holes().stream())
                    .anyMatch(hole -> hole.field() == required);
            if (!occurs) {
                throw new InvalidStatement("the statement has no {{"
                        + required.name().toLowerCase(Locale.ROOT) + "}}; it has to stand outside of comments");
            }
        }
        return template;
    }

    /// The statements as they are sent, one by one.
    public List<String> render(Dialect dialect, Values values) throws Refused {
        List<String> rendered = new ArrayList<>();
        for (Statement statement : statements) {
            var text = new StringBuilder();
            for (Part part : statement.parts()) {
                text.append(
                        switch (part) {
                            case Text(String written) -> written;
                            case Hole hole -> filled(hole, values.of(statement, hole), dialect);
                        });
            }
            rendered.add(text.toString());
        }
        return List.copyOf(rendered);
    }

    private static String filled(Hole hole, String value, Dialect dialect) throws Refused {
        if (hole.fences().stream().anyMatch(value::contains)) {
            throw new Refused(
                    Reason.POLICY, "TEXT", "the value of a placeholder holds the dollar quote that it stands in");
        }
        String what = "the value of {{" + hole.field().name().toLowerCase(Locale.ROOT) + "}}";
        if (hole.quote().isPresent()) {
            return hole.quote().orElseThrow().escaped(Dialect.checked(what, value));
        }
        return hole.field() == Field.PASSWORD ? dialect.literal(value) : dialect.identifier(value);
    }
}
