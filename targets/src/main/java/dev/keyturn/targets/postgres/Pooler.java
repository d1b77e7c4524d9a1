// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.postgres.Opener.Opened;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Finds out whether a connection pooler stands between us and the server. Where it lends one backend to many sessions
/// in turn, a lock of one is a lock of all, and protects nothing.
///
/// A pooler has to invent the number that it announces for a session, because there is no backend yet: it
/// is not the one that the backend itself tells.
record Pooler(Another another, Consumer<String> warnings) {

    private static final String BACKEND = "SELECT pg_catalog.pg_backend_pid()";

    /// How one more session of ours is had, over the same way.
    @FunctionalInterface
    interface Another {
        SqlConnection open() throws Refused, Unanswered;
    }

    /// @throws Refused there is one, and sessions share a backend
    void lookBehind(Opened opened) throws Refused, Unanswered {
        SqlConnection sql = opened.sql();
        int backend = backend(sql);
        if (backend == opened.announced()) {
            return;
        }
        if (isShared(sql, backend)) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "POOLER",
                    "a connection pooler that shares sessions (transaction pooling) answers there, through which no lock"
                            + " holds, so that a password could be lost; give the connection the address and port of"
                            + " the server itself",
                    sql.node());
        }
        warnings.accept("pooler: a connection pooler seems to answer at " + sql.node()
                + "; what it knows of passwords may be older than what the server knows, so give the connection the"
                + " address and port of the server itself");
    }

    /// While another session is in a transaction, ours has to keep the backend that it had.
    private boolean isShared(SqlConnection ours, int backend) throws Refused, Unanswered {
        var shared = new AtomicBoolean();
        try (SqlConnection other = another.open()) {
            other.transaction(() -> shared.set(backend(other) == backend || backend(ours) != backend));
        }
        return shared.get();
    }

    private static int backend(SqlConnection sql) throws Refused, Unanswered {
        return sql.query("pg_backend_pid", row -> row.getInt(1), BACKEND).getFirst();
    }
}
