// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.testkit.mariadb.MariaDbBinaries;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import dev.keyturn.testkit.mariadb.MariaDbSetup;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One MariaDB, started once for all tests of this JVM, with the user that changes others.
final class Servers {

    /// Set to `system`, it runs what needs the machine's package.
    static final String PROPERTY = "keyturn.mariadb";

    static final String MISSING = "not run: it needs Debian's package mariadb-server; -Dkeyturn.mariadb=system runs it";

    /// Has what the engine's page asks for, and no more.
    static final String ADMIN = "keyturn";

    static final String ADMIN_PASSWORD = "administers-but-is-no-superuser";

    /// Lets nobody wait: a lock that is not free at once stays taken in these tests.
    static final MySqlDriver DRIVER =
            new MySqlDriver(new SecureRandom(), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMillis(150));

    static final PasswordGenerator GENERATOR = new PasswordGenerator(new SecureRandom());

    private Servers() {}

    /// For all tests that leave its settings alone.
    static MariaDbServer shared() {
        return Shared.SERVER;
    }

    static MariaDbSetup setup() {
        return MariaDbSetup.with(MariaDbBinaries.installed()).option("plugin-load-add=auth_ed25519");
    }

    static MariaDbServer fresh(String... options) {
        MariaDbSetup setup = setup();
        for (String option : options) {
            setup = setup.option(option);
        }
        return withAdmin(MariaDbServer.start(setup));
    }

    static MariaDbServer withAdmin(MariaDbServer server) {
        server.admin(
                "CREATE DATABASE app",
                "CREATE USER " + ADMIN + "@'127.0.0.1' IDENTIFIED BY '" + ADMIN_PASSWORD + "'",
                "GRANT CREATE USER, PROCESS, CONNECTION ADMIN ON *.* TO " + ADMIN + "@'127.0.0.1'",
                "GRANT SELECT ON mysql.global_priv TO " + ADMIN + "@'127.0.0.1'");
        return server;
    }

    static AccountRules creating() {
        return new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), true);
    }

    static AccountRules custom(String statement) {
        return new AccountRules(List.of(), Optional.of(statement), List.of(), Optional.empty(), false);
    }

    /// A fresh account that a change makes.
    static Credential made() {
        return credential(GENERATOR.accountName().value(), Origin.MADE, creating());
    }

    /// An account that somebody else made.
    static Credential found(String account) {
        return credential(account, Origin.FOUND, AccountRules.none());
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

    /// The next credential of the same account.
    static Credential after(Credential previous) {
        return after(previous, GENERATOR.password(PasswordRequirements.standard()));
    }

    static Credential after(Credential previous, Password password) {
        return new Credential(
                previous.account(),
                previous.origin(),
                password,
                previous.version() + 1,
                GENERATOR.salt(),
                previous.rules());
    }

    static Credential ruled(Credential credential, AccountRules rules) {
        return new Credential(
                credential.account(),
                credential.origin(),
                credential.password(),
                credential.version(),
                credential.salt(),
                rules);
    }

    /// Everything from the last `run ` on, one statement or several.
    static String statementAtTheEndOf(String sentence) {
        assertThat(sentence).endsWith(";").contains("run ");
        return sentence.substring(sentence.lastIndexOf("run ") + "run ".length());
    }

    private static final class Shared {
        static final MariaDbServer SERVER = fresh();
    }
}
