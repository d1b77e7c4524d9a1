// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// One transaction, given to the function that [Database#read] or [Database#transaction] runs. It ends with that
/// function and belongs to its thread.
///
/// Values go in as arguments, never into the text of a statement: text, numbers, flags, [Instant] (kept as
/// milliseconds), bytes, and [Optional] of these for a column that may be null.
public final class Session {
    private final Connection connection;
    private final Dialect dialect;
    private final String store;
    private final List<Consumer<Session>> last = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    Session(Connection connection, Dialect dialect, String store) {
        this.connection = connection;
        this.dialect = dialect;
        this.store = store;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// Does this after everything else in the transaction, right before it ends: for a row that everybody wants, so
    /// that it is locked for a moment only and always as the last one.
    public void atEnd(Consumer<Session> work) {
        last.add(work);
    }

    /// As [#atEnd], once for all who say the same `key`.
    public void onceAtEnd(String key, Consumer<Session> work) {
        if (keys.add(key)) {
            atEnd(work);
        }
    }

    /// Does what was put off. It may put off more.
    void end() {
        for (int i = 0; i < last.size(); i++) {
            last.get(i).accept(this);
        }
    }

    /// Runs a statement that changes rows, and returns how many.
    ///
    /// @throws Conflict if a row is in the way
    public int update(String statement, Object... arguments) {
        try (var prepared = prepare(statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw SqlErrors.of(e, store, statement);
        }
    }

    public <T> List<T> list(String statement, RowReader<T> reader, Object... arguments) {
        try (var prepared = prepare(statement, arguments);
                var result = prepared.executeQuery()) {
            return readAll(result, reader);
        } catch (SQLException e) {
            throw SqlErrors.of(e, store, statement);
        }
    }

    private static <T> List<T> readAll(ResultSet result, RowReader<T> reader) throws SQLException {
        var row = new Row(result);
        var all = new ArrayList<T>();
        while (result.next()) {
            all.add(reader.read(row));
        }
        return List.copyOf(all);
    }

    /// The only row, or none.
    public <T> Optional<T> one(String statement, RowReader<T> reader, Object... arguments) {
        var rows = list(statement, reader, arguments);
        if (rows.size() > 1) {
            throw new IllegalStateException("more than one row: " + statement);
        }
        return rows.stream().findFirst();
    }

    /// Whether there is such a row.
    public boolean exists(String statement, Object... arguments) {
        return !list(statement, _ -> true, arguments).isEmpty();
    }

    private PreparedStatement prepare(String statement, Object... arguments) throws SQLException {
        var prepared = connection.prepareStatement(statement);
        try {
            for (var i = 0; i < arguments.length; i++) {
                bind(prepared, i + 1, arguments[i]);
            }
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement prepared, int place, Object argument) throws SQLException {
        switch (argument) {
            case String text -> prepared.setString(place, text);
            case Integer number -> prepared.setInt(place, number);
            case Long number -> prepared.setLong(place, number);
            case Boolean flag -> prepared.setBoolean(place, flag);
            case Instant time -> prepared.setLong(place, time.toEpochMilli());
            case byte[] bytes -> prepared.setBytes(place, bytes);
            case Optional<?> optional when optional.isPresent() -> bind(prepared, place, optional.get());
            case Optional<?> _ -> prepared.setNull(place, Types.NULL);
            default ->
                throw new IllegalArgumentException("a %s is no value of a column; say which of its parts is"
                        .formatted(argument.getClass().getName()));
        }
    }
}
