// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A session of our own at one instance, in one database, with the application locks that it holds. They end with it.
final class AdminSession {

    private static final String LOCK = """
        DECLARE @result int;
        EXEC @result = sys.sp_getapplock @Resource = ?, @LockMode = 'Exclusive', @LockOwner = 'Session',
                       @LockTimeout = ?;
        SELECT @result\
        """;
    private static final String HOLDERS = """
        SELECT request_session_id FROM sys.dm_tran_locks
         WHERE resource_type = 'APPLICATION' AND CHARINDEX(?, resource_description) > 0
           AND request_session_id <> @@SPID\
        """;
    private static final int TIMEOUT = -1;

    private final SqlConnection sql;
    private final AccountName as;
    private final String database;
    private final Duration patience;
    private final Set<String> held = new HashSet<>();

    AdminSession(SqlConnection sql, AccountName as, String database, Duration patience) {
        this.sql = sql;
        this.as = as;
        this.database = database;
        this.patience = patience;
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
        String name = LockNames.ofHolder(holder);
        if (!hold(name)) {
            endHoldersOf(name);
            if (!hold(name)) {
                throw busy("another session of this rotation is at work on the server");
            }
        }
    }

    /// Holds off everybody who changes this account, other installations included.
    void holdForAccount(AccountName account) throws Refused, Unanswered {
        if (!hold(LockNames.ofAccount(account))) {
            throw busy("another rotation is changing this account right now; its turn will end soon");
        }
    }

    private boolean hold(String name) throws Refused, Unanswered {
        if (held.contains(name)) {
            return true;
        }
        int result = sql.query("sp_getapplock", row -> row.getInt(1), LOCK, name, (int) patience.toMillis())
                .getFirst();
        if (result < TIMEOUT) {
            throw busy("the server did not give us its lock (sp_getapplock " + result + ")");
        }
        return result != TIMEOUT && held.add(name);
    }

    /// Needs rights that not everybody has. Without them the server itself ends a session whose client is gone, when it
    /// notices.
    private void endHoldersOf(String name) throws Refused, Unanswered {
        try {
            List<Integer> stale = sql.query("sys.dm_tran_locks", row -> row.getInt(1), HOLDERS, name);
            for (int session : stale) {
                Activity.kill(sql, session);
            }
        } catch (Refused refused) {
            if (refused.reason() != Reason.NOT_PERMITTED) {
                throw refused;
            }
            String me = Statements.name(as);
            throw busy("an earlier session of this rotation still holds its lock, and our login may not end it; the"
                    + " server does so itself within a minute of losing the client, or run GRANT VIEW SERVER STATE TO "
                    + me + "; GRANT ALTER ANY CONNECTION TO " + me + ";");
        }
    }

    private Refused busy(String why) {
        return new Refused(Reason.BUSY, "APPLOCK", why, sql.node());
    }
}
