// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.List;

/// Whether our login may change an account, and if not, which statement cures that.
final class Rights {

    private static final String QUERY = """
        SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'ALTER ANY LOGIN'), HAS_PERMS_BY_NAME(NULL, NULL, 'CONTROL SERVER'),
               HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), 'DATABASE', 'ALTER ANY USER')\
        """;

    private final AdminSession session;

    Rights(AdminSession session) {
        this.session = session;
    }

    private record Ours(boolean alterLogins, boolean everything, boolean alterUsers) {}

    /// Checks that `next` could be given to what was found.
    ///
    /// @param byUs whether a statement of ours gives it
    /// @throws Refused what is missing; the message ends with the statement that cures it, where one does
    void check(Credential next, Found found, boolean byUs) throws Refused, Unanswered {
        Ours ours = session.sql()
                .query(
                        "HAS_PERMS_BY_NAME",
                        row -> new Ours(row.getInt(1) == 1, row.getInt(2) == 1, row.getInt(3) == 1),
                        QUERY)
                .getFirst();
        switch (found) {
            case Found.ALogin login -> {
                checkLogin(next, login);
                if (byUs) {
                    checkLoginRight(ours);
                    checkPower(login, ours);
                }
            }
            case Found.AUser _ -> {
                if (byUs) {
                    checkUserRight(ours);
                }
            }
            case Found.Nobody(boolean contained) -> checkMissing(next, contained, ours);
        }
    }

    /// Switching the policy off and on makes the server forget the failures.
    static String unlock(AccountName account) throws Refused {
        String login = "ALTER LOGIN " + Statements.name(account) + " WITH CHECK_POLICY = ";
        return login + "OFF; " + login + "ON;";
    }

    private void checkLogin(Credential next, Found.ALogin login) throws Refused {
        String name = Statements.name(next.account());
        if (login.disabled() && next.origin() == Origin.FOUND) {
            throw refused(
                    Reason.ACCOUNT,
                    "18470",
                    "the login " + name + " is disabled; run ALTER LOGIN " + name + " ENABLE;");
        }
        if (!login.mayConnect()) {
            throw refused(
                    Reason.ACCOUNT,
                    "18456",
                    "the login " + name + " is denied CONNECT SQL; run GRANT CONNECT SQL TO " + name + ";");
        }
        if (login.locked()) {
            throw refused(
                    Reason.LOCKED_OUT,
                    "18486",
                    "the login " + name + " is locked out after failed logins; wait, or run " + unlock(next.account()));
        }
    }

    private void checkLoginRight(Ours ours) throws Refused {
        if (!ours.alterLogins()) {
            throw missing("ALTER ANY LOGIN", "GRANT ALTER ANY LOGIN TO " + me() + ";");
        }
    }

    private void checkPower(Found.ALogin login, Ours ours) throws Refused {
        if (login.isPowerful() && !ours.everything()) {
            throw missing(
                    "CONTROL SERVER, which the change of a sysadmin needs", "GRANT CONTROL SERVER TO " + me() + ";");
        }
    }

    private void checkUserRight(Ours ours) throws Refused {
        if (!ours.alterUsers()) {
            throw missing("ALTER ANY USER in the database", grantInDatabase("ALTER ANY USER"));
        }
    }

    private void checkMissing(Credential next, boolean contained, Ours ours) throws Refused {
        if (contained) {
            checkUserRight(ours);
        } else {
            checkLoginRight(ours);
        }
        if (!next.rules().createMissing()) {
            throw refused(
                    Reason.NO_SUCH_ACCOUNT,
                    String.valueOf(SqlServerVerdicts.NO_SUCH_OR_DENIED),
                    "the " + (contained ? "user " : "login ") + Statements.name(next.account())
                            + " does not exist; make it, or set accountSetup.createMissing");
        }
        if (!contained && !session.database().equals(Sessions.MASTER)) {
            checkUserRight(ours);
        }
    }

    private String grantInDatabase(String right) throws Refused {
        return String.join(
                " ",
                List.of(
                        "USE",
                        SqlServerDialect.INSTANCE.identifier(session.database()) + ";",
                        "GRANT",
                        right,
                        "TO",
                        me() + ";"));
    }

    private Refused missing(String right, String cure) throws Refused {
        return refused(Reason.NOT_PERMITTED, "15247", "our login " + me() + " lacks " + right + "; run " + cure);
    }

    private String me() throws Refused {
        return Statements.name(session.as());
    }

    private Refused refused(Reason reason, String code, String why) {
        return new Refused(reason, code, why, session.sql().node());
    }
}
