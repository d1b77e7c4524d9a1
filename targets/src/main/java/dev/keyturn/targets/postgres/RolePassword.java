// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Changes what a role logs in with: in one transaction each, on a session that holds the account's lock.
final class RolePassword {

    private static final Duration STATEMENT = Duration.ofSeconds(10);

    private final AdminSession session;
    private final Duration lock;
    private final RandomGenerator random;
    private final Consumer<String> warnings;

    RolePassword(AdminSession session, Duration lock, RandomGenerator random, Consumer<String> warnings) {
        this.session = session;
        this.lock = lock;
        this.random = random;
        this.warnings = warnings;
    }

    void apply(Credential next) throws Refused, Unanswered {
        Rights.Facts facts = new Rights(session).facts(next.account());
        if (!facts.exists() && !next.rules().createMissing()) {
            throw new Refused(
                    Reason.NO_SUCH_ACCOUNT,
                    PostgresVerdicts.NO_SUCH_ROLE,
                    "the role " + RoleChange.name(next.account()) + " does not exist; run CREATE ROLE "
                            + RoleChange.name(next.account()) + " LOGIN;",
                    session.sql().node());
        }
        changing(sql -> {
            if (!facts.exists()) {
                sql.execute("CREATE ROLE", RoleChange.create(next));
            } else if (next.rules().statement().isPresent()) {
                custom(sql, next);
            } else {
                sql.execute("ALTER USER", RoleChange.give(next));
            }
            Optional<AccountName> owner = next.rules().ownerRole();
            if (owner.isPresent()) {
                for (String statement : new OwnerRole(session, owner.orElseThrow()).statements(next.account())) {
                    sql.execute("the owner role", statement);
                }
            }
        });
    }

    /// What [#apply] would send, as people are shown it.
    List<String> shown(AccountName account, AccountRules rules) throws Refused, Unanswered {
        List<String> shown = new ArrayList<>();
        if (!new Rights(session).facts(account).exists()) {
            shown.add(RoleChange.shownCreate(account));
        } else if (rules.statement().isPresent()) {
            shown.addAll(RoleChange.shownCustom(rules.statement().orElseThrow(), account, session.database()));
        } else {
            shown.add(RoleChange.shownGive(account));
        }
        if (rules.ownerRole().isPresent()) {
            shown.addAll(new OwnerRole(session, rules.ownerRole().orElseThrow()).statements(account));
        }
        return List.copyOf(shown);
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        if (!new Rights(session).facts(gone.account()).exists()) {
            return;
        }
        switch (keep) {
            case Keep.Only(Credential kept) -> changing(sql -> give(sql, kept));
            case Keep.AsFound(var found) ->
                changing(sql -> sql.execute("ALTER ROLE", RoleChange.giveBack(gone.account(), found)));
            case Keep.Shut() -> shut(gone);
            case Keep.Gone() -> remove(gone);
        }
    }

    private void give(SqlConnection sql, Credential kept) throws Refused, Unanswered {
        if (kept.rules().statement().isPresent()) {
            custom(sql, kept);
        } else {
            sql.execute("ALTER USER", RoleChange.give(kept));
        }
    }

    /// Where an owner's statement stands for ours, our role may have no other right than to run that.
    private void shut(Credential gone) throws Refused, Unanswered {
        if (gone.rules().statement().isPresent()) {
            changing(sql -> custom(sql, unknown(gone)));
        } else {
            changing(sql -> sql.execute("ALTER ROLE", RoleChange.shut(gone, ScramVerifier.ofNothing(random))));
        }
    }

    /// A role on which something depends cannot be dropped; it is shut, and a person decides about the rest.
    private void remove(Credential gone) throws Refused, Unanswered {
        if (gone.origin() == Origin.FOUND) {
            shut(gone);
            return;
        }
        try {
            changing(sql -> sql.execute("DROP ROLE", RoleChange.drop(gone.account())));
        } catch (Refused refused) {
            if (!refused.code().equals(PostgresVerdicts.HAS_DEPENDENTS)) {
                throw refused;
            }
            String role = RoleChange.name(gone.account());
            warnings.accept(
                    "the role " + role + " was shut, not dropped: objects or rights depend on it; in each database"
                            + " run REASSIGN OWNED BY " + role + " TO CURRENT_USER; DROP OWNED BY " + role
                            + "; and then DROP ROLE "
                            + role + ";");
            shut(gone);
        }
    }

    private void custom(SqlConnection sql, Credential credential) throws Refused, Unanswered {
        List<String> statements =
                RoleChange.custom(credential.rules().statement().orElseThrow(), credential, session.database());
        for (String statement : statements) {
            sql.execute("the rotation statement", statement);
        }
    }

    /// The same account with a password that nobody keeps.
    private Credential unknown(Credential gone) {
        var generator = new PasswordGenerator(random);
        return new Credential(
                gone.account(),
                gone.origin(),
                generator.password(PasswordRequirements.standard()),
                gone.version(),
                generator.salt(),
                gone.rules());
    }

    @FunctionalInterface
    private interface Change {
        void on(SqlConnection sql) throws Refused, Unanswered;
    }

    private void changing(Change change) throws Refused, Unanswered {
        SqlConnection sql = session.sql();
        sql.transaction(() -> {
            sql.execute(
                    "SET LOCAL",
                    "SET LOCAL lock_timeout = " + lock.toMillis() + "; SET LOCAL statement_timeout = "
                            + STATEMENT.toMillis());
            change.on(sql);
        });
    }
}
