// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.Stranger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A login of the moment, on one instance, with the password that is to come and under the policy of the account. What
/// it may do tells what the real one will: it proves policy and network before the real one is touched.
final class Rehearsal {
    private static final String LEFT_OVER = "SELECT name FROM sys.sql_logins WHERE CHARINDEX(?, name) = 1";
    private static final String POLICY =
            "SELECT is_policy_checked, is_expiration_checked FROM sys.sql_logins WHERE name = ?";
    private static final String A_MOMENT = "WAITFOR DELAY '00:00:00.050'";
    private static final String STILL_THERE = "15434";
    private static final int TRIES = 20;

    private final AdminSession session;
    private final RandomGenerator random;
    private final Consumer<String> warnings;

    /// @param session in `master`, which holds the lock of the account
    Rehearsal(AdminSession session, RandomGenerator random, Consumer<String> warnings) {
        this.session = session;
        this.random = random;
        this.warnings = warnings;
    }

    /// What an instance checks of a login's password.
    record Policy(boolean complexity, boolean expiration) {}

    /// Leaves no login behind if it comes to an end; one that a crash leaves is dropped by the next.
    void run(Credential next, Stranger.Trial trial) throws Refused, Unanswered {
        dropLeftOver();
        Policy policy = policy(next.account());
        Credential stranger = Stranger.like(next, random);
        session.sql().execute("CREATE LOGIN for a rehearsal", Statements.rehearse(stranger, policy));
        try {
            trial.of(stranger);
        } catch (Refused | Unanswered trouble) {
            dropInTrouble(stranger.account());
            throw trouble;
        }
        drop(stranger.account());
    }

    private Policy policy(AccountName account) throws Refused, Unanswered {
        return session
                .sql()
                .query(
                        "sys.sql_logins",
                        row -> new Policy(row.getBoolean(1), row.getBoolean(2)),
                        POLICY,
                        account.value())
                .stream()
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Reason.NO_SUCH_ACCOUNT,
                        String.valueOf(SqlServerVerdicts.NO_SUCH_OR_DENIED),
                        "the login " + account + " is not there any more",
                        session.sql().node()));
    }

    private void dropLeftOver() throws Refused, Unanswered {
        for (String name : session.sql().query("sys.sql_logins", row -> row.getString(1), LEFT_OVER, Stranger.PREFIX)) {
            if (Stranger.isOne(name)) {
                drop(new AccountName(name));
            }
        }
    }

    /// What went wrong first is what counts.
    private void dropInTrouble(AccountName account) {
        try {
            drop(account);
        } catch (Refused | Unanswered later) {
            warnings.accept("the login " + account + " of a rehearsal may still be there on "
                    + session.sql().node() + " (" + later.code() + "); the next rotation drops it, or run DROP LOGIN");
        }
    }

    /// The server forgets a session that was left without a word some time later, and keeps its login until then.
    private void drop(AccountName account) throws Refused, Unanswered {
        for (int left = TRIES; left > 0; left--) {
            try {
                session.sql().execute("DROP LOGIN of a rehearsal", Statements.dropLogin(account));
                return;
            } catch (Refused refused) {
                if (!refused.code().equals(STILL_THERE) || left == 1) {
                    throw refused;
                }
            }
            var _ = new Activity(session, new Catalogue(session, false)).end(account);
            session.sql().execute("WAITFOR", A_MOMENT);
        }
    }
}
