// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.jdbc.Stranger;
import java.util.random.RandomGenerator;

/// A role of the moment with the verifier that is to come. What it may do tells what the real one will: it proves the
/// verifier, `pg_hba.conf`, the network and the standbys before the real role is touched.
final class Rehearsal {
    private static final String LEFT_OVER =
            "SELECT rolname FROM pg_catalog.pg_roles WHERE pg_catalog.starts_with(rolname, ?)";
    private static final String SOON = "SELECT (pg_catalog.now() + interval '10 minutes')::text";

    private final SqlConnection sql;
    private final RandomGenerator random;

    Rehearsal(SqlConnection sql, RandomGenerator random) {
        this.sql = sql;
        this.random = random;
    }

    /// Leaves no role behind if it comes to an end, and else one that expires; the next rehearsal drops it.
    void run(Credential next, Stranger.Trial trial) throws Refused, Unanswered {
        dropLeftOver();
        var stranger = Stranger.like(next, random);
        String expiry = sql.query("now", row -> row.getString(1), SOON).getFirst();
        sql.transaction(() -> {
            sql.execute("SET LOCAL", Quiet.SETTINGS);
            sql.execute("CREATE ROLE for a rehearsal", RoleChange.rehearse(stranger, expiry));
        });
        try {
            trial.of(stranger);
        } catch (Refused | Unanswered trouble) {
            dropInTrouble(stranger.account(), trouble);
            throw trouble;
        }
        drop(stranger.account());
    }

    private void dropLeftOver() throws Refused, Unanswered {
        for (String name : sql.query("pg_roles", row -> row.getString(1), LEFT_OVER, Stranger.PREFIX)) {
            if (Stranger.isOne(name)) {
                drop(new AccountName(name));
            }
        }
    }

    /// What went wrong first is what counts.
    private void dropInTrouble(AccountName account, TargetException trouble) {
        try {
            drop(account);
        } catch (Refused | Unanswered later) {
            trouble.addSuppressed(later);
        }
    }

    private void drop(AccountName account) throws Refused, Unanswered {
        sql.execute("DROP ROLE of a rehearsal", RoleChange.drop(account));
    }
}
