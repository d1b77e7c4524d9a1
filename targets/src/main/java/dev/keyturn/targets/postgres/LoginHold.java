// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.util.function.Consumer;

/// Changes a password in a transaction that stays open: whoever logs in meanwhile waits for its end, and is then
/// judged by what it left. The server ends it by itself if nobody does.
final class LoginHold {
    private static final String LOCK = "LOCK TABLE pg_catalog.pg_authid IN ACCESS EXCLUSIVE MODE";
    private static final String PAUSE = "SELECT pg_catalog.pg_sleep(?)";

    private final SqlConnection sql;
    private final Hold hold;
    private final Consumer<String> warnings;

    /// @param sql of nobody else as long as the hold lasts
    LoginHold(SqlConnection sql, Hold hold, Consumer<String> warnings) {
        this.sql = sql;
        this.hold = hold;
        this.warnings = warnings;
    }

    /// @throws Refused    nothing is held, and nothing was changed
    /// @throws Unanswered nothing is held: the server undoes a transaction whose client is gone
    Held over(Credential next) throws Refused, Unanswered {
        for (int left = hold.tries(); left > 0; left--) {
            try {
                return changed(next, true);
            } catch (Refused refused) {
                if (!refused.code().equals(PostgresVerdicts.LOCK_TIMEOUT)) {
                    throw refused;
                }
            }
            if (left > 1) {
                var _ = sql.query("pg_sleep", _ -> true, PAUSE, hold.pause().toMillis() / 1000.0);
            }
        }
        warnings.accept("hold skipped: a transaction has been reading the roles of " + sql.node() + " for long, so"
                + " logins could not be made to wait; one at the very moment of the change may have been refused");
        return changed(next, false);
    }

    private Held changed(Credential next, boolean waiting) throws Refused, Unanswered {
        Held held = new Open(sql);
        try {
            sql.execute("BEGIN", "BEGIN");
            sql.execute("SET LOCAL", Quiet.SETTINGS + limits());
            if (waiting) {
                sql.execute("LOCK TABLE pg_authid", LOCK);
            }
            sql.execute("ALTER USER", RoleChange.give(next));
            return held;
        } catch (Refused | Unanswered trouble) {
            held.close();
            throw trouble;
        }
    }

    private String limits() {
        return "SET LOCAL idle_in_transaction_session_timeout = "
                + hold.limit().toMillis() + "; SET LOCAL lock_timeout = "
                + hold.lock().toMillis();
    }

    /// A transaction with the new password in it.
    private static final class Open implements Held {
        private final SqlConnection sql;
        private boolean over;

        Open(SqlConnection sql) {
            this.sql = sql;
        }

        @Override
        public void commit() throws Refused, Unanswered {
            over = true;
            sql.execute("COMMIT", "COMMIT");
        }

        @Override
        public void close() {
            if (over) {
                return;
            }
            over = true;
            try {
                sql.execute("ROLLBACK", "ROLLBACK");
            } catch (Refused | Unanswered _) {
                // the server undoes it with the connection
                sql.close();
            }
        }
    }
}
