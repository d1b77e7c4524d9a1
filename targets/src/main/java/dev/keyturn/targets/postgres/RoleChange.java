// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Refused;
import java.util.List;
import java.util.function.Supplier;

/// The statements that change a role: each says what is to be, so that repeating it changes nothing. The one place
/// where they are built; none holds a password, except where an owner's own statement asks for it.
final class RoleChange {

    private static final PostgresDialect DIALECT = PostgresDialect.INSTANCE;

    private RoleChange() {}

    /// What stands for a verifier, or a password, where people read.
    private static final Verifier MASK = new Verifier("********");

    static String create(Credential next) throws Refused {
        return created(next.account(), ScramVerifier.of(next));
    }

    /// A role that we made was shut by `NOLOGIN`.
    static String give(Credential next) throws Refused {
        String login = next.origin() == Origin.MADE ? "LOGIN " : "";
        return given(next.account(), login, ScramVerifier.of(next));
    }

    /// @param expiry a time as the server writes it
    static String rehearse(Credential stranger, String expiry) throws Refused {
        return "CREATE ROLE " + name(stranger.account()) + " LOGIN CONNECTION LIMIT 8 VALID UNTIL "
                + DIALECT.literal(expiry) + " PASSWORD " + literal(ScramVerifier.of(stranger));
    }

    static String shownCreate(AccountName account) throws Refused {
        return created(account, MASK);
    }

    static String shownGive(AccountName account) throws Refused {
        return given(account, "", MASK);
    }

    /// The owner's own statements as people are shown them.
    static List<String> shownCustom(String statement, AccountName account, String database) throws Refused {
        return RotationStatement.frozen(statement)
                .render(new RotationStatement.Values(account, MASK.text(), MASK::text, database));
    }

    /// @param found as it stood in the catalogue; empty if nothing did
    static String giveBack(AccountName account, Verifier found) throws Refused {
        String password = found.text().isEmpty() ? "NULL" : literal(found);
        return "ALTER ROLE " + name(account) + " PASSWORD " + password;
    }

    static String shut(Credential gone, Verifier ofNothing) throws Refused {
        String login = gone.origin() == Origin.MADE ? " NOLOGIN" : "";
        return "ALTER ROLE " + name(gone.account()) + login + " PASSWORD " + literal(ofNothing);
    }

    static String drop(AccountName account) throws Refused {
        return "DROP ROLE IF EXISTS " + name(account);
    }

    /// The owner's own statements with this credential in them.
    static List<String> custom(String statement, Credential credential, String database) throws Refused {
        Supplier<String> clear = () -> revealed(credential.password());
        return RotationStatement.frozen(statement)
                .render(new RotationStatement.Values(
                        credential.account(), ScramVerifier.of(credential).text(), clear, database));
    }

    static String name(AccountName account) throws Refused {
        return DIALECT.identifier(account.value());
    }

    private static String created(AccountName account, Verifier verifier) throws Refused {
        return "CREATE ROLE " + name(account) + " LOGIN PASSWORD " + literal(verifier);
    }

    private static String given(AccountName account, String login, Verifier verifier) throws Refused {
        return "ALTER USER " + name(account) + " WITH " + login + "PASSWORD " + literal(verifier);
    }

    private static String revealed(Password password) {
        return password.reveal();
    }

    private static String literal(Verifier verifier) throws Refused {
        return DIALECT.literal(verifier.text());
    }
}
