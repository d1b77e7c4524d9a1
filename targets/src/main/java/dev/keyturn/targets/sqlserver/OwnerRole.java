// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.List;

/// The role through which both accounts of a pair reach the objects of the connection's database.
///
/// @param session in that database
record OwnerRole(AdminSession session, AccountName role) {

    private static final String MAY = "SELECT HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), 'DATABASE', 'ALTER ANY ROLE')";
    private static final String EXISTS = "SELECT name FROM sys.database_principals WHERE name = ? AND type = 'R'";
    private static final String MEMBER = "SELECT IS_ROLEMEMBER(?, ?)";

    /// @throws Refused the role is missing, or our right to give it; the message ends with the statement that cures it
    void check() throws Refused, Unanswered {
        String database = "USE " + SqlServerDialect.INSTANCE.identifier(session.database()) + "; ";
        boolean may = session.sql()
                .query("HAS_PERMS_BY_NAME", row -> row.getInt(1) == 1, MAY)
                .getFirst();
        if (!may) {
            throw refused(
                    Reason.NOT_PERMITTED,
                    "15247",
                    "our login lacks ALTER ANY ROLE in the database, which the owner role needs; run " + database
                            + "GRANT ALTER ANY ROLE TO " + Statements.name(session.as()) + ";");
        }
        List<String> roles =
                session.sql().query("sys.database_principals", row -> row.getString(1), EXISTS, role.value());
        if (roles.isEmpty()) {
            throw refused(
                    Reason.NO_SUCH_ACCOUNT,
                    String.valueOf(SqlServerVerdicts.NO_SUCH_OR_DENIED),
                    "the role " + Statements.name(role) + " of accountSetup.ownerRole does not exist; run " + database
                            + "CREATE ROLE " + Statements.name(role) + ";");
        }
    }

    /// Repeatable.
    void arrange(AccountName member) throws Refused, Unanswered {
        boolean isMember = session.sql()
                .query("IS_ROLEMEMBER", row -> row.getInt(1) == 1, MEMBER, role.value(), member.value())
                .getFirst();
        if (!isMember) {
            session.sql().execute("ALTER ROLE", Statements.addMember(role, member));
        }
    }

    private Refused refused(Reason reason, String code, String why) {
        return new Refused(reason, code, why, session.sql().node());
    }
}
