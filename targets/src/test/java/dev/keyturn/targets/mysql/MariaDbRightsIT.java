// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each missing right is named with the statement that cures it, and that statement does.
@OnMariaDb
class MariaDbRightsIT {

    private final MariaDbServer server = Servers.shared();

    @FunctionalInterface
    private interface Asked {
        void run() throws Refused, Unanswered;
    }

    @Test
    void names_each_missing_right_with_the_statement_that_cures_it() throws Exception {
        server.admin(
                "CREATE USER poor IDENTIFIED BY 'poor'",
                "CREATE USER rich_app IDENTIFIED BY 'a'",
                "CREATE USER closed_app IDENTIFIED BY 'a' ACCOUNT LOCK",
                "CREATE USER demanding_app IDENTIFIED BY 'a' REQUIRE X509");
        Visits poor = Visits.to(server, "poor", "poor");

        assertThat(poor.open().warnings()).isEmpty();
        cured(() -> poor.preflight(Servers.found("rich_app")), Reason.NOT_PERMITTED);
        String warning = poor.preflight(Servers.found("rich_app")).stream()
                .filter(text -> text.startsWith("hosts unknown"))
                .findFirst()
                .orElseThrow();
        server.admin(Servers.statementAtTheEndOf(warning));
        cured(() -> poor.preflight(Servers.found("missing_app")), Reason.NO_SUCH_ACCOUNT);
        cured(() -> poor.preflight(Servers.found("closed_app")), Reason.ACCOUNT);
        cured(() -> poor.preflight(Servers.found("demanding_app")), Reason.ACCOUNT);
        assertThat(poor.preflight(Servers.found("rich_app")))
                .singleElement()
                .asString()
                .startsWith("nodes unknown");
        poor.apply(Servers.found("rich_app"));
    }

    @Test
    void names_the_missing_right_in_the_refusal_of_a_change_too() {
        server.admin("CREATE USER poorer IDENTIFIED BY 'poor'", "CREATE USER out_of_reach IDENTIFIED BY 'a'");
        Credential next = Servers.found("out_of_reach");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Visits.to(server, "poorer", "poor").apply(next))
                .withMessageEndingWith("run GRANT CREATE USER ON *.* TO 'poorer'@'%';");
    }

    @Test
    void takes_a_right_that_a_role_gave_it() throws Exception {
        server.admin(
                "CREATE ROLE changes_users",
                "GRANT CREATE USER ON *.* TO changes_users",
                "CREATE USER by_role IDENTIFIED BY 'by role'",
                "GRANT changes_users TO by_role",
                "SET DEFAULT ROLE changes_users FOR by_role",
                "CREATE USER for_a_role IDENTIFIED BY 'a'");
        Visits visits = Visits.to(server, "by_role", "by role");
        Credential next = Servers.found("for_a_role");

        assertThat(visits.preflight(next)).isNotEmpty();
        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void says_which_right_shows_sessions_and_which_ends_them() throws Exception {
        server.admin("CREATE USER watcher IDENTIFIED BY 'watcher'", "CREATE USER watched IDENTIFIED BY 'watched'");
        Visits visits = Visits.to(server, "watcher", "watcher");
        var watched = new AccountName("watched");
        var node = new Node(server.name(), server.name(), true);
        try (var session = server.connect("watched", "watched")) {
            cured(() -> visits.open().clients(node, Set.of(watched)), Reason.NOT_PERMITTED);
            cured(() -> visits.open().endSessions(node, watched), Reason.NOT_PERMITTED);

            assertThat(session.isValid(1)).isFalse();
        }
    }

    @Test
    void refuses_accounts_that_are_let_in_by_something_else() {
        server.admin("CREATE USER socket_app IDENTIFIED BY 'a'");
        server.admin("ALTER USER socket_app IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('a')");
        Credential next = Servers.found("socket_app");
        Visits visits = Visits.to(server);

        for (Asked asked : List.<Asked>of(() -> visits.preflight(next), () -> visits.apply(next))) {
            Refused refused = catchThrowableOfType(Refused.class, asked::run);
            assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
            assertThat(refused).hasMessageContaining("unix_socket");
        }
    }

    @Test
    void finds_nothing_missing_for_the_user_of_the_manual() throws Exception {
        server.admin("CREATE USER plain_app IDENTIFIED BY 'a'");
        Visits visits = Visits.to(server);
        Credential next = visits.frozen(Servers.found("plain_app"));

        assertThat(visits.preflight(next)).isEmpty();
        visits.apply(next);
        visits.retire(next, new Keep.Shut());
        assertThat(visits.accepts(next)).isFalse();
    }

    /// Pastes what the refusal ends with, and asks again.
    private void cured(Asked asked, Reason expected) throws Refused, Unanswered {
        Refused missing = catchThrowableOfType(Refused.class, asked::run);
        assertThat(missing).isNotNull();
        assertThat(missing.reason()).isEqualTo(expected);
        server.admin(Servers.statementAtTheEndOf(String.valueOf(missing.getMessage())));
        asked.run();
    }
}
