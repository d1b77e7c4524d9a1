// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.util.HashSet;
import java.util.Set;

/// A session of our own at one server, in one database, with the advisory locks that it holds. They end with it.
final class AdminSession {

    private static final String END_STALE = """
            SELECT pg_catalog.pg_terminate_backend(a.pid)
              FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
               AND (l.classid::bigint << 32 | l.objid::bigint) = ?
               AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
               AND a.application_name = current_setting('application_name')
               AND a.usename = session_user AND a.pid <> pg_catalog.pg_backend_pid()""";

    private final SqlConnection sql;
    private final AccountName as;
    private final String database;
    private final Set<Long> held = new HashSet<>();

    AdminSession(SqlConnection sql, AccountName as, String database) {
        this.sql = sql;
        this.as = as;
        this.database = database;
    }

    SqlConnection sql() {
        return sql;
    }

    AccountName as() {
        return as;
    }

    String database() {
        return database;
    }

    /// Holds off other sessions of the same holder. One that is gone for us, but not yet for the server, is ended: with
    /// it ends whatever it had not read yet.
    void holdForHolder(String holder) throws Refused, Unanswered {
        long key = LockKeys.ofHolder(holder);
        try {
            hold(key);
        } catch (Refused refused) {
            if (!refused.code().equals(PostgresVerdicts.LOCK_TIMEOUT)) {
                throw refused;
            }
            var _ = sql.query("pg_terminate_backend", row -> row.getBoolean(1), END_STALE, key);
            hold(key, "another session of this rotation is at work on the server");
        }
    }

    /// Holds off everybody who changes this account, other installations included.
    void holdForAccount(AccountName account) throws Refused, Unanswered {
        hold(
                LockKeys.ofAccount(account),
                "another rotation is changing this account right now; its turn will end soon");
    }

    private void hold(long key, String whoElse) throws Refused, Unanswered {
        try {
            hold(key);
        } catch (Refused refused) {
            throw refused.code().equals(PostgresVerdicts.LOCK_TIMEOUT)
                    ? new Refused(Reason.BUSY, refused.code(), whoElse + " (" + refused.code() + ")", sql.node())
                    : refused;
        }
    }

    private void hold(long key) throws Refused, Unanswered {
        if (!held.contains(key)) {
            var _ = sql.query("pg_advisory_lock", _ -> true, "SELECT pg_catalog.pg_advisory_lock(?)", key);
            held.add(key);
        }
    }
}
