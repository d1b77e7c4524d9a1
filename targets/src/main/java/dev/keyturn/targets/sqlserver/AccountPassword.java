// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.sqlserver.Statements.Form;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Changes what an account logs in with, on a session that holds the account's lock.
///
/// @param session where the account lives: `master` for a login
/// @param working in the connection's database
/// @param form    how a login's password is said
/// @param sid     what a login that is made gets
record AccountPassword(
        AdminSession session,
        AdminSession working,
        Found found,
        Form form,
        Optional<String> sid,
        RandomGenerator random) {

    void apply(Credential next) throws Refused, Unanswered {
        switch (found) {
            case Found.Nobody(boolean contained) -> create(next, contained);
            case Found.ALogin _, Found.AUser _ -> give(next);
        }
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        if (found instanceof Found.Nobody) {
            return;
        }
        switch (keep) {
            case Keep.Only(Credential kept) -> give(kept);
            case Keep.AsFound(var hash) ->
                session.sql().execute("ALTER LOGIN", Statements.giveBack(gone.account(), hash));
            case Keep.Shut() -> shut(gone);
            // open sessions, jobs and owned databases forbid to drop a login: it is shut for good
            case Keep.Gone() -> shut(gone);
        }
    }

    private void give(Credential next) throws Refused, Unanswered {
        if (next.rules().statement().isPresent()) {
            custom(next);
        } else if (found instanceof Found.AUser) {
            session.sql().execute("ALTER USER", Statements.giveUser(next));
        } else {
            session.sql().execute("ALTER LOGIN", Statements.giveLogin(next, form));
        }
    }

    private void create(Credential next, boolean contained) throws Refused, Unanswered {
        if (!next.rules().createMissing()) {
            throw new Refused(
                    Reason.NO_SUCH_ACCOUNT,
                    String.valueOf(SqlServerVerdicts.NO_SUCH_OR_DENIED),
                    "the account " + Statements.name(next.account()) + " does not exist, or our login may not see it",
                    session.sql().node());
        }
        if (contained) {
            session.sql().execute("CREATE USER", Statements.createUser(next));
        } else {
            session.sql().execute("CREATE LOGIN", Statements.createLogin(next, sid));
        }
    }

    /// Lets a login that we make into the connection's database; other databases take guests, or not.
    void letIn(AccountName account) throws Refused, Unanswered {
        if (!new Catalogue(working, false).hasUser(account)) {
            working.sql().execute("CREATE USER", Statements.createUserOf(account));
        }
    }

    /// Where an owner's statement stands for ours, our login may have no other right than to run that.
    private void shut(Credential gone) throws Refused, Unanswered {
        Credential unknown = unknown(gone);
        if (gone.rules().statement().isPresent()) {
            custom(unknown);
        } else if (found instanceof Found.AUser) {
            session.sql().execute("ALTER USER", Statements.giveUser(unknown));
        } else {
            session.sql().execute("ALTER LOGIN", Statements.shutLogin(unknown));
        }
    }

    private void custom(Credential credential) throws Refused, Unanswered {
        List<String> statements =
                Statements.custom(credential.rules().statement().orElseThrow(), credential, working.database());
        SqlConnection sql = working.sql();
        sql.transaction(() -> {
            for (String statement : statements) {
                sql.execute("the rotation statement", statement);
            }
        });
    }

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
}
