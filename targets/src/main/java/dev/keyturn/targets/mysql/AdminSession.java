// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A session of our own at one server, with the locks that it holds. They end with it.
final class AdminSession {

    private static final double MILLIS = 1000;
    private static final String LOCK = "SELECT coalesce(GET_LOCK(?, ?), 0)";
    private static final String OUR_STALE = """
            SELECT p.ID FROM information_schema.PROCESSLIST p
             WHERE p.ID = IS_USED_LOCK(?) AND p.USER = substring_index(USER(), '@', 1) AND p.ID <> CONNECTION_ID()""";

    private final SqlConnection sql;
    private final Engine engine;
    private final String me;
    private final Duration patience;
    private final Set<String> held = new HashSet<>();

    AdminSession(SqlConnection sql, Engine engine, String me, Duration patience) {
        this.sql = sql;
        this.engine = engine;
        this.me = me;
        this.patience = patience;
    }

    SqlConnection sql() {
        return sql;
    }

    Engine engine() {
        return engine;
    }

    /// The account that we are, quoted: `'keyturn'@'%'`.
    String me() throws Refused {
        int at = me.lastIndexOf('@');
        return MySqlDialect.INSTANCE.account(new AccountName(me.substring(0, at)), me.substring(at + 1));
    }

    /// Runs a statement that changes an account. MariaDB says why it refused in a warning.
    void change(String what, String statement) throws Refused, Unanswered {
        try {
            sql.execute(what, statement);
        } catch (Refused refused) {
            if (!refused.code().equals(MySqlVerdicts.NO_SUCH_ACCOUNT)) {
                throw refused;
            }
            List<String> warnings = sql.query("SHOW WARNINGS", row -> row.getString(2), "SHOW WARNINGS");
            throw MySqlVerdicts.explained(refused, warnings, what);
        }
    }

    /// Holds off other sessions of the same holder. One that is gone for us, but not yet for the server, is
    /// ended: with it ends whatever it had not read yet.
    void holdForHolder(String holder) throws Refused, Unanswered {
        String name = LockNames.ofHolder(holder);
        if (hold(name)) {
            return;
        }
        for (String stale : sql.query("IS_USED_LOCK", row -> row.getString(1), OUR_STALE, name)) {
            end(stale);
        }
        if (!hold(name)) {
            throw busy("another session of this rotation is at work on the server");
        }
    }

    /// Holds off everybody who changes this account, other installations included.
    void holdForAccount(AccountName account) throws Refused, Unanswered {
        if (!hold(LockNames.ofAccount(account))) {
            throw busy("another rotation is changing this account right now; its turn will end soon");
        }
    }

    /// @return whether there was such a session
    boolean end(String session) throws Refused, Unanswered {
        try {
            sql.execute("KILL", "KILL CONNECTION " + Long.parseUnsignedLong(session));
            return true;
        } catch (Refused refused) {
            if (!refused.code().equals(MySqlVerdicts.NO_SUCH_SESSION)) {
                throw refused;
            }
            return false;
        }
    }

    Optional<String> fingerprint() throws Refused, Unanswered {
        return engine.fingerprint(sql);
    }

    private boolean hold(String name) throws Refused, Unanswered {
        if (!held.contains(name)) {
            boolean granted = sql.query("GET_LOCK", row -> row.getInt(1) == 1, LOCK, name, patience.toMillis() / MILLIS)
                    .getFirst();
            if (!granted) {
                return false;
            }
            held.add(name);
        }
        return true;
    }

    private Refused busy(String why) {
        return new Refused(Reason.BUSY, "GET_LOCK", why, sql.node());
    }
}
