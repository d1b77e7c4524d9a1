// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// One server of each version, started once for all tests of this JVM, with the role that changes others.
final class Servers {

    /// Has what the engine's page asks for, and no more.
    static final String ADMIN = "keyturn";

    static final String ADMIN_PASSWORD = "administers-but-is-no-superuser";

    /// Lets nobody wait: a lock that is not free at once stays taken in these tests.
    static final PostgresDriver DRIVER = new PostgresDriver(
            new SecureRandom(), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMillis(150));

    static final PasswordGenerator GENERATOR = new PasswordGenerator(new SecureRandom());

    private static final Map<Integer, PostgresServer> RUNNING = new ConcurrentHashMap<>();

    private Servers() {}

    /// The versions that the build brings: the newest, and with `-Pevery-postgres` all that are supported.
    static IntStream majors() {
        return PostgresBinaries.majors().stream().mapToInt(Integer::intValue);
    }

    static boolean has14() {
        return PostgresBinaries.majors().contains(14);
    }

    static boolean has15() {
        return PostgresBinaries.majors().contains(15);
    }

    static boolean has16() {
        return PostgresBinaries.majors().contains(16);
    }

    static boolean has17() {
        return PostgresBinaries.majors().contains(17);
    }

    static PostgresServer of(int major) {
        return RUNNING.computeIfAbsent(major, _ -> {
            var server = PostgresServer.start(
                    PostgresSetup.with(PostgresBinaries.of(major)).access("host all trusted 127.0.0.1/32 trust"));
            server.admin("CREATE ROLE " + ADMIN + " LOGIN CREATEROLE PASSWORD '" + ADMIN_PASSWORD + "'");
            return server;
        });
    }

    /// A fresh account that a change makes.
    static Credential made(AccountRules rules) {
        return credential(GENERATOR.accountName().value(), Origin.MADE, rules);
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

    /// A role that somebody else made, and that ours may change.
    static Credential found(PostgresServer server, String name) {
        server.admin("CREATE ROLE " + name + " LOGIN");
        grantAdminOption(server, name);
        return credential(name, Origin.FOUND, AccountRules.none());
    }

    static void grantAdminOption(PostgresServer server, String role) {
        if (server.setup().binaries().major() >= 16) {
            server.admin("GRANT " + role + " TO " + ADMIN + " WITH ADMIN OPTION");
        }
    }

    /// Everything from the last `run ` on, one statement or several.
    static String statementAtTheEndOf(String sentence) {
        assertThat(sentence).endsWith(";").contains("run ");
        return sentence.substring(sentence.lastIndexOf("run ") + "run ".length());
    }
}
