// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Refused;
import java.util.List;
import java.util.Optional;

/// The statements that change an account: each says what is to be, so that repeating it changes nothing. The one place
/// where they are built. Most hold the password itself, since the engine takes a hash only in places: their text meets
/// no log of ours, and the engine masks it in its own traces.
final class Statements {

    private static final SqlServerDialect DIALECT = SqlServerDialect.INSTANCE;
    private static final String HIDDEN = "********";

    private Statements() {}

    /// How the password is said.
    enum Form {
        PLAIN,
        HASHED
    }

    /// @param sid the one that the login has, or is to have, on every replica; empty to let the server choose
    static String createLogin(Credential next, Optional<String> sid) throws Refused {
        return createLogin(next.account(), literal(next.password()), sid);
    }

    private static String createLogin(AccountName account, String password, Optional<String> sid) throws Refused {
        return "CREATE LOGIN " + name(account) + " WITH PASSWORD = " + password
                + sid.map(hex -> ", SID = " + hex).orElse("") + ", CHECK_EXPIRATION = OFF";
    }

    static String rehearse(Credential stranger, Rehearsal.Policy policy) throws Refused {
        return "CREATE LOGIN " + name(stranger.account()) + " WITH PASSWORD = " + literal(stranger.password())
                + ", CHECK_POLICY = " + onOrOff(policy.complexity())
                + ", CHECK_EXPIRATION = " + onOrOff(policy.expiration());
    }

    static String dropLogin(AccountName account) throws Refused {
        return "DROP LOGIN " + name(account);
    }

    /// A login that we made was shut by `DISABLE`.
    static String giveLogin(Credential next, Form form) throws Refused {
        String enable = next.origin() == Origin.MADE ? "; ALTER LOGIN " + name(next.account()) + " ENABLE" : "";
        return alterLogin(next.account(), password(next, form)) + enable;
    }

    static String giveBack(AccountName account, Verifier found) throws Refused {
        return alterLogin(account, found.text() + " HASHED");
    }

    /// @param unknown the same account with a password that nobody keeps
    static String shutLogin(Credential unknown) throws Refused {
        String disable = unknown.origin() == Origin.MADE ? "ALTER LOGIN " + name(unknown.account()) + " DISABLE; " : "";
        return disable + alterLogin(unknown.account(), literal(unknown.password()));
    }

    static String createUser(Credential next) throws Refused {
        return "CREATE USER " + name(next.account()) + " WITH PASSWORD = " + literal(next.password());
    }

    static String giveUser(Credential next) throws Refused {
        return "ALTER USER " + name(next.account()) + " WITH PASSWORD = " + literal(next.password());
    }

    /// Lets a login into the database of the session.
    static String createUserOf(AccountName login) throws Refused {
        return "CREATE USER " + name(login) + " FOR LOGIN " + name(login);
    }

    static String addMember(AccountName role, AccountName member) throws Refused {
        return "ALTER ROLE " + name(role) + " ADD MEMBER " + name(member);
    }

    /// The owner's own statements with this credential in them.
    static List<String> custom(String statement, Credential credential, String database) throws Refused {
        return RotationStatement.frozen(statement)
                .render(credential.account(), revealed(credential.password()), database);
    }

    /// What would be sent, without a password.
    static List<String> shown(Found found, AccountName account, Form form) throws Refused {
        String password = form == Form.HASHED ? HIDDEN + " HASHED" : "N'" + HIDDEN + "'";
        return List.of(
                switch (found) {
                    case Found.ALogin _ -> alterLogin(account, password);
                    case Found.AUser _ -> "ALTER USER " + name(account) + " WITH PASSWORD = " + password;
                    case Found.Nobody(boolean contained) ->
                        contained
                                ? "CREATE USER " + name(account) + " WITH PASSWORD = " + password
                                : createLogin(account, password, Optional.empty());
                });
    }

    static List<String> shown(String statement, AccountName account, String database) throws Refused {
        return RotationStatement.frozen(statement).render(account, HIDDEN, database);
    }

    static String name(AccountName account) throws Refused {
        return DIALECT.identifier(account.value());
    }

    private static String alterLogin(AccountName account, String password) throws Refused {
        return "ALTER LOGIN " + name(account) + " WITH PASSWORD = " + password;
    }

    private static String password(Credential next, Form form) throws Refused {
        return switch (form) {
            case PLAIN -> literal(next.password());
            case HASHED -> StoredHash.of(next).text() + " HASHED";
        };
    }

    private static String onOrOff(boolean on) {
        return on ? "ON" : "OFF";
    }

    private static String literal(Password password) throws Refused {
        return DIALECT.literal(revealed(password));
    }

    private static String revealed(Password password) {
        return password.reveal();
    }
}
