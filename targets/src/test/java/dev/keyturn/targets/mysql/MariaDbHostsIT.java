// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A user is as many accounts as it has hosts, and the server chooses among them by host first.
@OnMariaDb
class MariaDbHostsIT {

    private final MariaDbServer server = Servers.shared();
    private final Visits visits = Visits.to(server);

    @Test
    void changes_a_user_at_every_host_that_it_exists_at() throws Exception {
        server.admin(
                "CREATE USER everywhere@'%' IDENTIFIED BY 'a'",
                "CREATE USER everywhere@'127.0.0.1' IDENTIFIED BY 'b'",
                "CREATE USER everywhere@'10.0.0.0/255.0.0.0' IDENTIFIED VIA ed25519 USING PASSWORD('c')");
        Credential next = visits.frozen(Servers.found("everywhere"));

        visits.apply(next);

        assertThat(next.rules().hosts()).containsExactly("%", "10.0.0.0/255.0.0.0", "127.0.0.1");
        assertThat(visits.accepts(next)).isTrue();
        visits.visit(
                (target, writer) -> assertThat(target.readBack(writer, next)).isEqualTo(Answer.MATCHES));
        assertThat(plugins("everywhere")).containsExactly("mysql_native_password", "ed25519", "mysql_native_password");
    }

    @Test
    void keeps_to_the_hosts_that_were_frozen_with_the_intent() throws Exception {
        server.admin("CREATE USER grows@'10.%' IDENTIFIED BY 'a'");
        Credential next = visits.frozen(Servers.found("grows"));
        server.admin("CREATE USER grows@'127.0.0.1' IDENTIFIED BY 'somebody else`s'");

        visits.apply(next);

        assertThat(server.accepts("grows", "somebody else`s")).isTrue();
        visits.visit(
                (target, writer) -> assertThat(target.readBack(writer, next)).isEqualTo(Answer.MATCHES));
    }

    @Test
    void says_that_another_account_decides_where_the_password_is_right_and_refused() throws Exception {
        server.admin("CREATE USER overruled@'%' IDENTIFIED BY 'a'");
        Credential next = visits.frozen(Servers.found("overruled"));
        visits.apply(next);
        server.admin("CREATE USER overruled@'127.0.0.1' IDENTIFIED BY 'of the more exact host'");

        Refused refused = catchThrowableOfType(Refused.class, () -> visits.verify(next));

        assertThat(refused.reason()).isEqualTo(Reason.ACCOUNT);
        assertThat(refused).hasMessageContaining("more exact");
    }

    @Test
    void warns_of_anonymous_accounts_and_tells_what_they_do_to_logins() throws Exception {
        server.admin("CREATE USER shadowed@'%' IDENTIFIED BY 'a'", "CREATE USER ''@'127.0.0.1'");
        try {
            Credential next = visits.frozen(Servers.found("shadowed"));

            String warning = visits.preflight(next).stream()
                    .filter(text -> text.startsWith("hosts:"))
                    .findFirst()
                    .orElseThrow();
            visits.apply(next);
            Refused refused = catchThrowableOfType(Refused.class, () -> visits.verify(next));

            assertThat(refused.reason()).isEqualTo(Reason.ACCOUNT);
            assertThat(refused).hasMessageContaining("anonymous");
            server.admin(Servers.statementAtTheEndOf(warning));
            assertThat(visits.accepts(next)).isTrue();
        } finally {
            server.admin("DROP USER IF EXISTS ''@'127.0.0.1'");
        }
    }

    @Test
    void falls_back_to_any_host_with_a_warning_where_it_may_not_read_them() throws Exception {
        server.admin(
                "CREATE USER unread@'%' IDENTIFIED BY 'a'",
                "CREATE USER blind IDENTIFIED BY 'blind'", "GRANT CREATE USER, PROCESS ON *.* TO blind");
        Visits blind = Visits.to(server, "blind", "blind");
        Credential made = Servers.made();
        try (MySqlTarget target = blind.open()) {
            Credential next = Servers.found("unread");

            assertThat(target.complete(next.account(), next.rules()).hosts()).containsExactly("%");
            assertThat(target.warnings()).singleElement().asString().startsWith("hosts unknown");
            assertThat(target.found(target.nodes().writers().getFirst(), next.account()))
                    .isEmpty();
        }
        Credential next = blind.frozen(Servers.found("unread"));
        blind.apply(next);
        Credential after = Servers.after(next);
        blind.apply(after, new Keep.Only(next));
        blind.apply(after, new Keep.Only(next));

        assertThat(blind.accepts(next) && blind.accepts(after)).isTrue();
        blind.retire(next, new Keep.Only(after));
        assertThat(blind.accepts(next)).isFalse();
        assertThat(blind.accepts(after)).isTrue();
        blind.apply(made);
        assertThat(blind.accepts(made)).isTrue();
        blind.retire(made, new Keep.Shut());
        assertThat(blind.accepts(made)).isFalse();
        blind.retire(made, new Keep.Gone());
    }

    @Test
    void makes_a_missing_user_at_any_host_and_refuses_where_that_was_not_asked() throws Exception {
        Credential made = visits.frozen(Servers.made());

        visits.apply(made);

        assertThat(made.rules().hosts()).containsExactly("%");
        assertThat(visits.accepts(made)).isTrue();
        Refused missing = catchThrowableOfType(Refused.class, () -> visits.frozen(Servers.found("nobody")));
        assertThat(missing.reason()).isEqualTo(Reason.NO_SUCH_ACCOUNT);
        assertThat(missing).hasMessageEndingWith("run CREATE USER 'nobody'@'%';");
    }

    @Test
    void leaves_a_mixed_answer_undecided() throws Exception {
        server.admin("CREATE USER mixed@'%' IDENTIFIED BY 'a'", "CREATE USER mixed@'10.%' IDENTIFIED BY 'a'");
        Credential both = visits.frozen(Servers.found("mixed"));
        visits.apply(both);
        server.admin("ALTER USER mixed@'10.%' IDENTIFIED BY 'b'");

        visits.visit(
                (target, writer) -> assertThat(target.readBack(writer, both)).isEqualTo(Answer.CANNOT_TELL));
        visits.visit((target, writer) -> assertThat(
                        target.readBack(writer, Servers.credential("never-was", Origin.FOUND, both.rules())))
                .isEqualTo(Answer.DIFFERS));
    }

    @Test
    void does_not_take_a_role_for_a_user() throws Exception {
        server.admin("CREATE ROLE only_a_role");

        Refused refused = catchThrowableOfType(Refused.class, () -> visits.apply(Servers.found("only_a_role")));

        assertThat(refused.reason()).isEqualTo(Reason.NO_SUCH_ACCOUNT);
    }

    private List<String> plugins(String user) {
        return server.rows(
                "SELECT JSON_VALUE(Priv, '$.plugin') FROM mysql.global_priv WHERE User = '" + user + "' ORDER BY Host");
    }
}
