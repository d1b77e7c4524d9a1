// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A connection that is never pooled, each of whose calls is bounded by the session's deadline and whose errors are
/// ours. Statements given as text have to be complete: nothing in them is a parameter or a JDBC escape.
public final class SqlConnection implements AutoCloseable {

    private final Connection connection;
    private final Dialer dialer;
    private final Verdicts verdicts;
    private final String node;

    public SqlConnection(Connection connection, Dialer dialer, Verdicts verdicts, String node) {
        this.connection = connection;
        this.dialer = dialer;
        this.verdicts = verdicts;
        this.node = node;
    }

    /// Reads one row.
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// What is done in a transaction.
    @FunctionalInterface
    public interface Work {
        void run() throws Refused, Unanswered;
    }

    @FunctionalInterface
    private interface Call<T> {
        T make() throws SQLException;
    }

    public String node() {
        return node;
    }

    /// @param what the statement in a few words, for a message
    public void execute(String what, String sql) throws Refused, Unanswered {
        ask(what, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.execute(sql);
            }
        });
    }

    /// @param sql with a `?` for each parameter
    public <T> List<T> query(String what, Row<T> row, String sql, Object... parameters) throws Refused, Unanswered {
        return ask(what, () -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return rows(statement, row);
            }
        });
    }

    /// Runs `work` in one transaction, and undoes it unless it comes to its end.
    ///
    /// @throws Refused    the target refused a statement of it, and nothing was changed
    /// @throws Unanswered it may or may not have been carried out
    public void transaction(Work work) throws Refused, Unanswered {
        ask("BEGIN", () -> {
            connection.setAutoCommit(false);
            return true;
        });
        try {
            work.run();
        } catch (Refused refused) {
            rollback();
            throw refused;
        } catch (Unanswered silence) {
            close();
            throw silence;
        }
        commit();
    }

    /// Whether it cannot be used any more.
    public boolean isOver() {
        try {
            return connection.isClosed();
        } catch (SQLException _) {
            return true;
        }
    }

    /// Leaves without a word: nobody has to wait for an answer to a farewell, and the server ends what it held for us.
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            // it is of no use any more either way
        }
    }

    private void commit() throws Refused, Unanswered {
        try {
            patiently();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            close();
            throw new Unanswered(code(e), "the connection or the server failed during COMMIT", node);
        } catch (Unanswered silence) {
            close();
            throw silence;
        }
    }

    /// Where the answer to it is missing, the server undoes the transaction with the connection.
    private void rollback() {
        try {
            patiently();
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException | Unanswered _) {
            close();
        }
    }

    private <T> T ask(String what, Call<T> call) throws Refused, Unanswered {
        try {
            patiently();
            return call.make();
        } catch (SQLException e) {
            throw refusedOrSilent(verdicts.ofStatement(e, what, node));
        }
    }

    private void patiently() throws SQLException, Unanswered {
        connection.setNetworkTimeout(Runnable::run, dialer.patience(dialer.answer(), node));
    }

    private Refused refusedOrSilent(TargetException trouble) throws Unanswered {
        return switch (trouble) {
            case Refused refused -> refused;
            case Unanswered silence -> {
                close();
                throw silence;
            }
        };
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row.of(found));
            }
            return List.copyOf(rows);
        }
    }

    private static String code(SQLException e) {
        return String.valueOf(e.getSQLState());
    }
}
