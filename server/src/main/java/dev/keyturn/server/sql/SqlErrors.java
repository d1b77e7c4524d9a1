// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import dev.keyturn.core.rotation.StoreUnavailable;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Tells an unavailable store, a conflict and a bug apart. The driver's text stops here: it may quote values.
final class SqlErrors {
    private static final Set<Integer> SQLITE_CONSTRAINT = Set.of(19);
    /// busy, locked, no memory, read-only, interrupted, input/output, corrupt, full, cannot open, protocol, no lfs,
    /// authorisation, not a database
    private static final Set<Integer> SQLITE_UNAVAILABLE = Set.of(5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 22, 23, 26);
    private static final Set<String> POSTGRESQL_CONFLICT = Set.of("23505", "23503", "23001");
    /// connection, resources, operator intervention, system, read-only, serialisation and deadlock
    private static final Set<String> POSTGRESQL_UNAVAILABLE = Set.of("08", "53", "57", "58", "25", "28", "3D", "40");

    private SqlErrors() {}

    static RuntimeException of(SQLException failure, String store, String statement) {
        return failure instanceof SQLiteException sqlite
                ? ofSqlite(sqlite, store, statement)
                : ofPostgres(failure, store, statement);
    }

    private static RuntimeException ofSqlite(SQLiteException failure, String store, String statement) {
        var code = failure.getResultCode();
        var primary = code.code & 0xff;
        if (SQLITE_CONSTRAINT.contains(primary) && isConflict(code)) {
            return new Conflict();
        }
        if (SQLITE_UNAVAILABLE.contains(primary)) {
            return new StoreUnavailable("%s does not take it (%s)".formatted(store, code.name()));
        }
        return bug(code.name(), statement);
    }

    private static boolean isConflict(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE,
                    SQLITE_CONSTRAINT_PRIMARYKEY,
                    SQLITE_CONSTRAINT_FOREIGNKEY,
                    SQLITE_CONSTRAINT_ROWID -> true;
            default -> false;
        };
    }

    private static RuntimeException ofPostgres(SQLException failure, String store, String statement) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (POSTGRESQL_CONFLICT.contains(state)) {
            return new Conflict();
        }
        // the pool's time-out has the state of its last cause, or none
        if (state.length() < 2 || POSTGRESQL_UNAVAILABLE.contains(state.substring(0, 2))) {
            return new StoreUnavailable(
                    "%s does not answer (%s)".formatted(store, state.isEmpty() ? "time-out" : state));
        }
        return bug(state, statement);
    }

    private static IllegalStateException bug(String code, String statement) {
        return new IllegalStateException("the store refused a statement (%s): %s".formatted(code, statement));
    }
}
