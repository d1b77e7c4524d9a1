// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `SELECT expressions FROM one_view WHERE this AND that`: no joins, no groups, no order.
final class Query {

    private final Session session;
    private final SqlTokens tokens;
    private final Map<String, Datum> variables;
    private Map<String, Datum> row = Map.of();

    Query(Session session, SqlTokens tokens, Map<String, Datum> variables) {
        this.session = session;
        this.tokens = tokens;
        this.variables = variables;
    }

    /// Something that is computed for each row.
    @FunctionalInterface
    interface Expression {
        Datum value() throws SqlError;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws SqlError;
    }

    /// What follows the word `SELECT`.
    Rows run() throws SqlError {
        List<Expression> wanted = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        do {
            wanted.add(sum());
            columns.add(tokens.accept("as") ? tokens.name() : "");
        } while (tokens.accept(","));
        List<Map<String, Datum>> from = List.of(Map.of());
        if (tokens.accept("from")) {
            String name = qualified();
            from = TemporaryTables.isName(name) ? session.tables().rows(name) : new Views(session).rows(name);
        }
        List<Condition> conditions = new ArrayList<>();
        if (tokens.accept("where")) {
            do {
                conditions.add(condition());
            } while (tokens.accept("and"));
        }
        List<List<Datum>> rows = new ArrayList<>();
        for (Map<String, Datum> one : from) {
            row = one;
            if (holdAll(conditions)) {
                List<Datum> values = new ArrayList<>();
                for (Expression expression : wanted) {
                    values.add(expression.value());
                }
                rows.add(values);
            }
        }
        return new Rows(columns, rows);
    }

    /// An expression outside of a query.
    Datum expression() throws SqlError {
        return sum().value();
    }

    private static boolean holdAll(List<Condition> conditions) throws SqlError {
        for (Condition condition : conditions) {
            if (!condition.holds()) {
                return false;
            }
        }
        return true;
    }

    private Condition condition() throws SqlError {
        Expression left = sum();
        if (tokens.accept("=")) {
            Expression right = sum();
            return () -> left.value().isLike(right.value());
        } else if (tokens.accept("<", ">")) {
            Expression right = sum();
            return () -> {
                Datum one = left.value();
                Datum other = right.value();
                return !one.isNull() && !other.isNull() && !one.isLike(other);
            };
        } else if (tokens.accept(">")) {
            Expression right = sum();
            return () -> left.value().number() > right.value().number();
        }
        tokens.expect("is", "not", "null");
        return () -> !left.value().isNull();
    }

    private Expression sum() throws SqlError {
        Expression first = primary();
        if (tokens.accept("-")) {
            Expression second = primary();
            return () -> Datum.of(first.value().number() - second.value().number());
        }
        return first;
    }

    private Expression primary() throws SqlError {
        SqlTokens.Token token = tokens.take();
        if (token.kind() == SqlTokens.Kind.VALUE) {
            return token::value;
        } else if (token.kind() != SqlTokens.Kind.WORD && token.kind() != SqlTokens.Kind.NAME) {
            throw SqlError.syntax(token.text());
        } else if (token.is("null")) {
            return Datum.Null::new;
        } else if (token.is("convert")) {
            return conversion();
        } else if (token.text().startsWith("@@")) {
            return () -> new Functions(session).global(token.text().toLowerCase(Locale.ROOT));
        } else if (token.text().startsWith("@")) {
            return () -> Optional.ofNullable(variables.get(token.text()))
                    .orElseThrow(
                            () -> new SqlError(137, 15, "Must declare the scalar variable \"" + token.text() + "\"."));
        } else if (tokens.accept("(")) {
            return call(token.text().toLowerCase(Locale.ROOT));
        }
        return () -> Optional.ofNullable(row.get(token.text().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new SqlError(207, 16, "Invalid column name '" + token.text() + "'."));
    }

    private Expression call(String function) throws SqlError {
        List<Expression> arguments = new ArrayList<>();
        while (!tokens.accept(")")) {
            boolean unit = function.equals("datediff_big") && arguments.isEmpty();
            if (unit) {
                String name = tokens.word();
                arguments.add(() -> Datum.of(name));
            } else {
                arguments.add(sum());
            }
            if (!tokens.accept(",") && !tokens.peek().is(")")) {
                throw tokens.unexpected();
            }
        }
        return () -> {
            List<Datum> values = new ArrayList<>();
            for (Expression argument : arguments) {
                values.add(argument.value());
            }
            return new Functions(session).call(function, values);
        };
    }

    /// `CONVERT(type, value, style)`.
    private Expression conversion() throws SqlError {
        tokens.expect("(");
        String type = tokens.word();
        if (tokens.accept("(")) {
            var _ = tokens.take();
            tokens.expect(")");
        }
        tokens.expect(",");
        Expression value = sum();
        if (tokens.accept(",")) {
            var _ = tokens.value();
        }
        tokens.expect(")");
        return () -> {
            Datum converted = value.value();
            boolean number = type.equals("int") || type.equals("bigint");
            return converted.isNull() ? converted : number ? Datum.of(converted.number()) : Datum.of(converted.text());
        };
    }

    private String qualified() throws SqlError {
        var name = new StringBuilder(tokens.word());
        while (tokens.accept(".")) {
            name.append('.').append(tokens.word());
        }
        return name.toString();
    }
}
