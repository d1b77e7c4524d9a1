// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// A role of the moment with the verifier that is to come. What it may do tells what the real one will: it proves the
/// verifier, `pg_hba.conf`, the network and the standbys before the real role is touched.
final class Rehearsal {
    private static final String PREFIX = "keyturn_check_";
    private static final String LEFT_OVER =
            "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname ~ '^" + PREFIX + "[0-9a-f]{8}$'";
    private static final String SOON = "SELECT (pg_catalog.now() + interval '10 minutes')::text";

    private final SqlConnection sql;
    private final RandomGenerator random;

    Rehearsal(SqlConnection sql, RandomGenerator random) {
        this.sql = sql;
        this.random = random;
    }

    /// What is tried with the role.
    @FunctionalInterface
    interface Trial {
        void of(Credential stranger) throws Refused, Unanswered;
    }

    /// Leaves no role behind if it comes to an end, and else one that expires; the next rehearsal drops it.
    void run(Credential next, Trial trial) throws Refused, Unanswered {
        dropLeftOver();
        var stranger = stranger(next);
        String expiry = sql.query("now", row -> row.getString(1), SOON).getFirst();
        sql.transaction(() -> {
            sql.execute("SET LOCAL", Quiet.SETTINGS);
            sql.execute("CREATE ROLE for a rehearsal", RoleChange.rehearse(stranger, expiry));
        });
        try {
            trial.of(stranger);
        } catch (Refused | Unanswered trouble) {
            drop(stranger.account());
            throw trouble;
        }
        drop(stranger.account());
    }

    private Credential stranger(Credential next) {
        var bytes = new byte[4];
        random.nextBytes(bytes);
        return new Credential(
                new AccountName(PREFIX + HexFormat.of().formatHex(bytes)),
                Credential.Origin.MADE,
                next.password(),
                next.version(),
                next.salt(),
                AccountRules.none());
    }

    private void dropLeftOver() throws Refused, Unanswered {
        for (String name : sql.query("pg_roles", row -> row.getString(1), LEFT_OVER)) {
            drop(new AccountName(name));
        }
    }

    private void drop(AccountName account) throws Refused, Unanswered {
        sql.execute("DROP ROLE of a rehearsal", RoleChange.drop(account));
    }
}
