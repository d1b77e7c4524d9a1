// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What an account accepts before, during and after a change, and who is told.
@OnMariaDb
class MariaDbOverlapIT {

    private final MariaDbServer server = Servers.shared();
    private final Visits visits = Visits.to(server);

    @Test
    void keeps_what_was_found_beside_the_new_password_and_gives_it_back() throws Exception {
        server.admin(
                "CREATE USER adopted@'%' IDENTIFIED VIA ed25519 USING PASSWORD('theirs')",
                "CREATE USER adopted@'127.0.0.1' IDENTIFIED BY 'theirs too'");
        Credential next = visits.frozen(Servers.found("adopted"));
        Verifier[] found = new Verifier[1];
        visits.visit((target, writer) ->
                found[0] = target.found(writer, next.account()).orElseThrow());

        visits.apply(next, new Keep.AsFound(found[0]));
        visits.apply(next, new Keep.AsFound(found[0]));

        assertThat(visits.accepts(next)).isTrue();
        assertThat(server.accepts("adopted", "theirs too")).isTrue();
        visits.retire(next, new Keep.AsFound(found[0]));
        assertThat(visits.accepts(next)).isFalse();
        assertThat(server.accepts("adopted", "theirs too")).isTrue();
        assertThat(found[0].toString()).doesNotContain(found[0].text());
    }

    @Test
    void keeps_the_present_password_under_the_salt_and_plugin_that_it_has() throws Exception {
        server.admin("CREATE USER salted IDENTIFIED VIA ed25519 USING PASSWORD('made elsewhere')");
        Credential present = Servers.after(visits.frozen(Servers.found("salted")), Password.of("made elsewhere"));
        Credential next = Servers.after(present);

        visits.apply(next, new Keep.Only(present));

        assertThat(visits.accepts(present) && visits.accepts(next)).isTrue();
        visits.visit((target, writer) -> {
            assertThat(target.readBack(writer, present)).isEqualTo(Answer.MATCHES);
            assertThat(target.readBack(writer, next)).isEqualTo(Answer.MATCHES);
        });
    }

    @Test
    void undoes_a_change_of_which_nobody_heard() throws Exception {
        Credential old = Servers.made();
        Credential next = Servers.after(old);
        visits.apply(old);
        visits.apply(next, new Keep.Only(old));

        visits.retire(next, new Keep.Only(old));
        visits.retire(next, new Keep.Only(old));

        assertThat(visits.accepts(old)).isTrue();
        assertThat(visits.accepts(next)).isFalse();
    }

    @Test
    void locks_what_it_made_when_it_shuts_it_and_only_that() throws Exception {
        server.admin("CREATE USER theirs IDENTIFIED BY 'a'");
        Credential made = Servers.made();
        Credential found = Servers.found("theirs");
        visits.apply(made);
        visits.apply(found);

        visits.retire(made, new Keep.Shut());
        visits.retire(found, new Keep.Gone());

        assertThat(locked(made)).containsExactly("true");
        assertThat(locked(found)).isNotEqualTo(List.of("true")).hasSize(1);
        visits.apply(made);
        assertThat(visits.accepts(made)).isTrue();
    }

    @Test
    void lets_the_second_of_two_rotations_of_one_account_wait_or_go() throws Exception {
        Credential next = Servers.made();
        try (MySqlTarget first = visits.open();
                TargetLock _ = first.lock()) {
            first.apply(first.nodes().writers().getFirst(), next, new Keep.Shut());

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> visits.holding("another").apply(Servers.after(next)));

            assertThat(refused.reason()).isEqualTo(Reason.BUSY);
            assertThat(refused).hasMessageContaining("another rotation");
        }
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void ends_a_session_of_its_own_that_was_left_behind() throws Exception {
        Credential next = Servers.made();
        MySqlTarget left = visits.open();
        var _ = left.lock();

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
        assertThatExceptionOfType(Unanswered.class).isThrownBy(left::nodes);
        left.close();
    }

    @Test
    void ends_every_session_of_an_account() throws Exception {
        server.admin("CREATE USER gone IDENTIFIED BY 'gone'");
        try (var session = server.connect("gone", "gone")) {
            visits.visit((target, writer) -> assertThat(target.endSessions(writer, new AccountName("gone")))
                    .isOne());
            assertThat(session.isValid(1)).isFalse();
        }
    }

    @Test
    void shows_and_ends_the_sessions_of_an_account() throws Exception {
        server.admin("CREATE USER busy IDENTIFIED BY 'busy'");
        try (var one = server.connect("busy", "busy");
                var two = server.connect("busy", "busy")) {
            visits.visit((target, writer) -> {
                var account = new AccountName("busy");
                assertThat(target.clients(writer, Set.of(account, new AccountName("nobody"))))
                        .containsExactly(new Client(account, "127.0.0.1", "", 2, Optional.empty()));

                assertThat(target.endOlderSessions(writer, account, Instant.EPOCH))
                        .isEqualTo(2);
                assertThat(target.endSessions(writer, new AccountName("nobody")))
                        .isZero();
            });
            assertThat(one.isValid(1)).isFalse();
            assertThat(two.isValid(1)).isFalse();
        }
    }

    @Test
    void tells_what_the_server_can_do_and_which_one_it_is() throws Exception {
        try (MySqlTarget target = visits.open();
                MySqlTarget again = visits.holding("another").open()) {
            assertThat(target.overlaps()).isTrue();
            assertThat(target.fingerprint()).isPresent().isEqualTo(again.fingerprint());
            assertThat(target.fingerprint().orElseThrow()).startsWith("mariadb:");
        }
    }

    @Test
    void shows_what_it_would_send_without_a_password() throws Exception {
        server.admin("CREATE USER shown@'%' IDENTIFIED BY 'a'", "CREATE USER shown@'10.%' IDENTIFIED BY 'a'");
        AccountRules custom = Servers.custom("ALTER USER '{{username}}' IDENTIFIED BY '{{password}}'");
        visits.visit((target, writer) -> {
            assertThat(target.statements(writer, new AccountName("shown"), AccountRules.none()))
                    .containsExactly(
                            "ALTER USER 'shown'@'%' IDENTIFIED VIA mysql_native_password USING '********'",
                            "ALTER USER 'shown'@'10.%' IDENTIFIED VIA mysql_native_password USING '********'");
            assertThat(target.statements(writer, new AccountName("shown"), custom))
                    .containsExactly("ALTER USER 'shown' IDENTIFIED BY '********'");
            assertThat(target.statements(writer, new AccountName("not_yet"), Servers.creating()))
                    .containsExactly("CREATE USER IF NOT EXISTS 'not_yet'@'%' IDENTIFIED VIA mysql_native_password"
                            + " USING '********'");
        });
    }

    @Test
    void has_no_use_for_an_owner_role() {
        var owned =
                new AccountRules(List.of(), Optional.empty(), List.of(), Optional.of(new AccountName("owner")), true);
        Credential next = Servers.credential("owned", Origin.MADE, owned);

        Refused refused = catchThrowableOfType(Refused.class, () -> visits.apply(next));

        assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED);
        assertThat(refused).hasMessageContaining("no owner");
    }

    private List<String> locked(Credential credential) {
        return server.rows("SELECT JSON_EXTRACT(Priv, '$.account_locked') FROM mysql.global_priv WHERE User = '"
                + credential.account() + "'");
    }
}
