// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables of one session in `tempdb`, whose names begin with `#`. They end with it. There are no others.
final class TemporaryTables {

    private static final char MARK = '#';

    private final Session session;
    private final Map<String, Table> byName = new HashMap<>();

    private record Table(List<String> columns, List<Map<String, Datum>> rows) {}

    private record Changed(Map<String, Table> tables, String name, Optional<Table> before) implements Change {

        @Override
        public void undo() {
            before.ifPresentOrElse(table -> tables.put(name, table), () -> tables.remove(name));
        }
    }

    TemporaryTables(Session session) {
        this.session = session;
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.charAt(0) == MARK;
    }

    /// `CREATE TABLE #name (column type, …)`.
    void create(SqlTokens tokens) throws SqlError {
        String name = name(tokens);
        if (byName.containsKey(name)) {
            throw new SqlError(2714, 16, "There is already an object named '" + name + "' in the database.");
        }
        List<String> columns = new ArrayList<>();
        tokens.expect("(");
        do {
            columns.add(tokens.word());
            type(tokens);
        } while (tokens.accept(","));
        tokens.expect(")");
        put(name, Optional.of(new Table(List.copyOf(columns), List.of())));
    }

    void drop(SqlTokens tokens) throws SqlError {
        String name = name(tokens);
        var _ = table(name);
        put(name, Optional.empty());
    }

    /// `INSERT INTO #name (column, …) VALUES (value, …)`; without columns all of them.
    void insert(SqlTokens tokens, Map<String, Datum> variables) throws SqlError {
        String name = name(tokens);
        Table table = table(name);
        List<String> columns = tokens.peek().is("(") ? names(tokens) : table.columns();
        tokens.expect("values", "(");
        Map<String, Datum> row = new HashMap<>();
        table.columns().forEach(column -> row.put(column, new Datum.Null()));
        int place = 0;
        do {
            if (place == columns.size()) {
                throw new SqlError(110, 15, "There are fewer columns in the INSERT statement than values specified.");
            }
            row.put(columns.get(place++), new Query(session, tokens, variables).expression());
        } while (tokens.accept(","));
        tokens.expect(")");
        if (place < columns.size()) {
            throw new SqlError(109, 15, "There are more columns in the INSERT statement than values specified.");
        }
        List<Map<String, Datum>> rows = new ArrayList<>(table.rows());
        rows.add(Map.copyOf(row));
        put(name, Optional.of(new Table(table.columns(), List.copyOf(rows))));
    }

    List<Map<String, Datum>> rows(String name) throws SqlError {
        return table(name).rows();
    }

    private void put(String name, Optional<Table> table) throws SqlError {
        var before = Optional.ofNullable(byName.get(name));
        table.ifPresentOrElse(there -> byName.put(name, there), () -> byName.remove(name));
        session.changed(new Changed(byName, name, before));
    }

    private Table table(String name) throws SqlError {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new SqlError(208, 16, "Invalid object name '" + name + "'."));
    }

    private static String name(SqlTokens tokens) throws SqlError {
        String name = tokens.word();
        if (!isName(name)) {
            throw new SqlError(
                    262, 14, "This double has no tables but temporary ones: '" + name + "' does not begin with #.");
        }
        return name;
    }

    private static List<String> names(SqlTokens tokens) throws SqlError {
        List<String> names = new ArrayList<>();
        tokens.expect("(");
        do {
            names.add(tokens.word());
        } while (tokens.accept(","));
        tokens.expect(")");
        return names;
    }

    /// Of any value, but no other type than those that its clients use.
    private static void type(SqlTokens tokens) throws SqlError {
        switch (tokens.word().toLowerCase(Locale.ROOT)) {
            case "int", "bigint", "bit" -> {}
            case "nvarchar", "varchar" -> {
                tokens.expect("(");
                var _ = tokens.value();
                tokens.expect(")");
            }
            default -> throw new SqlError(2715, 16, "This double knows no such data type of a column.");
        }
        if (tokens.accept("not")) {
            tokens.expect("null");
        } else {
            var _ = tokens.accept("null");
        }
    }
}
