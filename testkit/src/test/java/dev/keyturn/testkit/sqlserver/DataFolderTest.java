// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final SqlServerSetup FIRST = SqlServerSetup.of("Copper-Valley-2086");
    private static final SqlServerSetup SECOND = SqlServerSetup.of("Quiet-Meadow-7391");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void keeps_logins_users_and_roles_over_a_restart() throws Exception {
        run(started(FIRST, false), "CREATE LOGIN [or ders] WITH PASSWORD = 'Harbor-Lantern-42', CHECK_POLICY = OFF");
        run(started(FIRST, false), "CREATE DATABASE shop", "USE shop", "CREATE ROLE clerk", "CREATE USER [or ders]");
        run(
                started(FIRST, false),
                "USE shop",
                "ALTER ROLE clerk ADD MEMBER [or ders]",
                "DENY CONNECT SQL TO [or ders]");

        Instance again = started(FIRST, false);

        Account login = again.logins().find("OR DERS").orElseThrow();
        Account user =
                again.database("shop").orElseThrow().users().find("or ders").orElseThrow();
        assertThat(Passwords.matches("Harbor-Lantern-42", login.hash().orElseThrow()))
                .isTrue();
        assertThat(login.policyChecked()).isFalse();
        assertThat(login.denied()).containsExactly("CONNECT SQL");
        assertThat(user.sid()).isEqualTo(login.sid());
        assertThat(user.roles()).containsExactly("clerk");
    }

    @Test
    void keeps_a_dropped_login_dropped() throws Exception {
        run(started(FIRST, false), "CREATE LOGIN orders WITH PASSWORD = 'Harbor-Lantern-42'");
        run(started(FIRST, false), "DROP LOGIN orders");

        assertThat(started(FIRST, false).logins().find("orders")).isEmpty();
    }

    @Test
    void holds_no_password() throws Exception {
        run(started(FIRST, false), "ALTER LOGIN sa WITH PASSWORD = 'Harbor-Lantern-42'");

        assertThat(Files.readString(file())).contains("0x0200").doesNotContain("Harbor", "Copper");
    }

    @Test
    void takes_the_password_of_the_environment_at_the_first_start_only_or_at_each() throws Exception {
        run(started(FIRST, false), "ALTER LOGIN sa WITH PASSWORD = 'Harbor-Lantern-42'");

        assertThat(letsIn(started(SECOND, false), "Harbor-Lantern-42")).isTrue();
        assertThat(letsIn(started(SECOND, true), "Quiet-Meadow-7391")).isTrue();
        assertThat(letsIn(started(FIRST, false), "Quiet-Meadow-7391")).isTrue();
    }

    @Test
    void keeps_nothing_of_a_transaction_that_did_not_end() throws Exception {
        Instance instance = started(FIRST, false);
        run(instance, "BEGIN TRAN", "ALTER LOGIN sa WITH PASSWORD = 'Harbor-Lantern-42'");
        run(instance, "CREATE LOGIN orders WITH PASSWORD = 'Harbor-Lantern-42'");

        Instance again = started(FIRST, false);

        assertThat(letsIn(again, FIRST.administratorPassword())).isTrue();
        assertThat(again.logins().find("orders")).isPresent();
    }

    @Test
    void undoes_what_it_cannot_keep() throws Exception {
        Instance instance = started(FIRST, false);
        Files.createDirectory(folder.resolve("master.double.new"));

        assertThatExceptionOfType(SqlError.class)
                .isThrownBy(() -> run(instance, "ALTER LOGIN sa WITH PASSWORD = 'Harbor-Lantern-42'"))
                .satisfies(error -> assertThat(error.number()).isEqualTo(9001));
        assertThat(letsIn(instance, FIRST.administratorPassword())).isTrue();
    }

    @Test
    void does_not_read_what_a_kill_left_half_written() throws Exception {
        run(started(FIRST, false), "ALTER LOGIN sa WITH PASSWORD = 'Harbor-Lantern-42'");
        Files.writeString(folder.resolve("master.double.new"), "a SQL Server dou");

        assertThat(letsIn(started(SECOND, false), "Harbor-Lantern-42")).isTrue();
    }

    @Test
    void keeps_what_the_operating_system_checks_of_a_password() throws Exception {
        run(started(FIRST, false), "ALTER LOGIN sa WITH CHECK_POLICY = ON");
        run(started(FIRST, false), "ALTER LOGIN sa WITH CHECK_EXPIRATION = ON");

        assertThat(started(FIRST, false).logins().find("sa").orElseThrow().expirationChecked())
                .isTrue();
    }

    @Test
    void does_not_begin_anew_over_a_file_that_it_cannot_read() throws Exception {
        Files.writeString(file(), "something else\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> started(FIRST, false))
                .withMessageContaining("master.double");
    }

    private Path file() {
        return folder.resolve("master.double");
    }

    private Instance started(SqlServerSetup setup, boolean passwordAtEachStart) throws IOException {
        return Instance.in(DataFolder.open(folder), "double", setup, passwordAtEachStart);
    }

    private static void run(Instance instance, String... statements) throws SqlError {
        var session = new Session(instance, new Socket());
        session.runAs(instance.administrator(Instance.MASTER), String.join(";", statements));
    }

    private static boolean letsIn(Instance instance, String password) {
        var request = new LoginRequest("here", "sa", password, "test", "");
        try {
            return new Gate(instance).enter(request).identity().mayEverything();
        } catch (SqlError _) {
            return false;
        }
    }
}
