// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What an instance knows about accounts: the administrator's view, which is asked before any login is tried.
final class Catalogue {

    private static final String LOGIN = """
        SELECT name, CONVERT(nvarchar(200), sid, 1), is_disabled, is_policy_checked,
               CONVERT(int, LOGINPROPERTY(name, 'IsLocked')),
               CONVERT(int, LOGINPROPERTY(name, 'BadPasswordCount')),
               CONVERT(nvarchar(40), CONVERT(datetime, LOGINPROPERTY(name, 'PasswordLastSetTime')), 126),
               IS_SRVROLEMEMBER('sysadmin', name), CONVERT(nvarchar(400), password_hash, 1), principal_id
          FROM sys.sql_logins WHERE name = ?\
        """;
    private static final String DENIED = """
        SELECT state FROM sys.server_permissions
         WHERE grantee_principal_id = ? AND permission_name = 'CONNECT SQL' AND state = 'D'\
        """;
    private static final String USER = """
        SELECT name, authentication_type, CONVERT(nvarchar(40), modify_date, 126)
          FROM sys.database_principals WHERE name = ?\
        """;
    private static final int BY_DATABASE = 2;

    private final AdminSession session;
    private final boolean contained;

    /// @param session   in the connection's database, or, where that is closed on this replica, in another one
    /// @param contained whether the connection's database has users of its own
    Catalogue(AdminSession session, boolean contained) {
        this.session = session;
        this.contained = contained;
    }

    private record Named(String name, Found found) {}

    private record LoginRow(String name, long id, Found.ALogin login) {}

    /// A user of the database comes before a login of the same name, as it does when one logs in.
    ///
    /// @throws Refused the server spells the name in another way, and would take it for the same
    Found look(AccountName account) throws Refused, Unanswered {
        var _ = Statements.name(account);
        if (contained) {
            List<Named> users = session.sql().query("sys.database_principals", Catalogue::user, USER, account.value());
            for (Named user : users) {
                if (user.found() instanceof Found.AUser) {
                    return spelled(account, user.name(), user.found());
                }
            }
        }
        List<LoginRow> logins = session.sql().query("sys.sql_logins", Catalogue::login, LOGIN, account.value());
        return logins.isEmpty() ? new Found.Nobody(contained) : known(account, logins.getFirst());
    }

    /// Whether the database knows `account` as a user, with a login or without.
    boolean hasUser(AccountName account) throws Refused, Unanswered {
        return !session.sql()
                .query("sys.database_principals", row -> row.getString(1), USER, account.value())
                .isEmpty();
    }

    private Found known(AccountName account, LoginRow row) throws Refused, Unanswered {
        Found.ALogin login = row.login();
        boolean denied = !session.sql()
                .query("sys.server_permissions", found -> found.getString(1), DENIED, row.id())
                .isEmpty();
        var known = new Found.ALogin(
                login.sid(),
                login.disabled(),
                login.policyChecked(),
                login.locked(),
                login.badPasswords(),
                !denied,
                login.isPowerful(),
                login.passwordSet(),
                login.hash());
        return spelled(account, row.name(), known);
    }

    private Found spelled(AccountName account, String name, Found found) throws Refused {
        if (!name.equals(account.value())) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "NAME",
                    "the server spells this account " + SqlServerDialect.INSTANCE.identifier(name)
                            + " and takes both for one; use that spelling, so that no account gets two owners",
                    session.sql().node());
        }
        return found;
    }

    private static Named user(ResultSet row) throws SQLException {
        boolean ownPassword = row.getInt(2) == BY_DATABASE;
        Found found = ownPassword ? new Found.AUser(Optional.ofNullable(row.getString(3))) : new Found.Nobody(true);
        return new Named(row.getString(1), found);
    }

    private static LoginRow login(ResultSet row) throws SQLException {
        var login = new Found.ALogin(
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getInt(5) == 1,
                row.getInt(6),
                true,
                row.getInt(8) == 1,
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(9)).map(Verifier::new));
        return new LoginRow(row.getString(1), row.getLong(10), login);
    }
}
