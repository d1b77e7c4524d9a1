// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.List;

/// The answer to a question.
record Rows(List<String> columns, List<List<Datum>> rows) {
    Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static Rows of(String column, Datum value) {
        return new Rows(List.of(column), List.of(List.of(value)));
    }

    boolean isNumeric(int column) {
        return rows.stream().anyMatch(row -> row.get(column) instanceof Datum.Whole);
    }
}
