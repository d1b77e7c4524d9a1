// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import dev.keyturn.testkit.sqlserver.SqlServerSetup;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Doubles with a database and the login that changes others.
final class Servers {

    /// Has what the engine's page asks for, and no more.
    static final String ADMIN = "keyturn";

    static final String ADMIN_PASSWORD = "Administers-but-is-no-sa-1";
    static final String SA_PASSWORD = "Chief-of-the-double-1";
    static final String DATABASE = "orders";
    static final SqlServerSetup SETUP = SqlServerSetup.of(SA_PASSWORD);
    static final PasswordGenerator GENERATOR = new PasswordGenerator(new SecureRandom());

    private Servers() {}

    /// Lets nobody wait: a lock that is not free at once stays taken in these tests.
    static SqlServerDriver driver() {
        return new SqlServerDriver(
                new SecureRandom(), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMillis(50));
    }

    static SqlServerDouble start(SqlServerSetup setup) {
        SqlServerDouble server = SqlServerDouble.start(setup);
        server.administer("master", "CREATE DATABASE " + DATABASE);
        admit(server, true);
        return server;
    }

    /// @param userToo on a replica, its user came with the database
    static void admit(SqlServerDouble server, boolean userToo) {
        server.administer(
                "master",
                "CREATE LOGIN " + ADMIN + " WITH PASSWORD = '" + ADMIN_PASSWORD
                        + "', SID = 0x0102030405060708090A0B0C0D0E0F10",
                "GRANT ALTER ANY LOGIN TO " + ADMIN,
                "GRANT VIEW SERVER STATE TO " + ADMIN,
                "GRANT ALTER ANY CONNECTION TO " + ADMIN);
        if (userToo) {
            server.administer(
                    DATABASE, "CREATE USER " + ADMIN + " FOR LOGIN " + ADMIN, "GRANT ALTER ANY USER TO " + ADMIN);
        }
    }

    /// A fresh account that a change makes.
    static Credential made() {
        return credential(GENERATOR.accountName().value(), Origin.MADE, creating());
    }

    static AccountRules creating() {
        return new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), true);
    }

    static Credential credential(String account, Origin origin, AccountRules rules) {
        return new Credential(
                new AccountName(account),
                origin,
                GENERATOR.password(PasswordRequirements.standard()),
                1,
                GENERATOR.salt(),
                rules);
    }

    /// A login that somebody else made.
    static Credential found(SqlServerDouble server, String name) {
        String quoted = "[" + name.replace("]", "]]") + "]";
        server.administer("master", "CREATE LOGIN " + quoted + " WITH PASSWORD = 'Of-somebody-else-1'");
        server.administer(DATABASE, "CREATE USER " + quoted + " FOR LOGIN " + quoted);
        return credential(name, Origin.FOUND, AccountRules.none());
    }

    /// Everything from the last `run ` on, one statement or several.
    static String statementAtTheEndOf(String sentence) {
        assertThat(sentence).endsWith(";").contains("run ");
        return sentence.substring(sentence.lastIndexOf("run ") + "run ".length());
    }
}
