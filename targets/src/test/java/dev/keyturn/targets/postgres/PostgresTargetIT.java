// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

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
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "PostgreSQL {0}")
@MethodSource("dev.keyturn.targets.postgres.Servers#majors")
class PostgresTargetIT {

    private static final AccountRules MAKING =
            new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), true);
    private static final String HOSTILE = "&<>\"'`=;?\\ %_$${}--/*\uD83D\uDD11\u00e9";

    private final PostgresServer server;
    private final Visits visits;

    PostgresTargetIT(int major) {
        this.server = Servers.of(major);
        this.visits = Visits.to(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "we\"ird';drop role x;--",
                "current_user",
                "Session_User",
                "a\\b'c\"d]e;f?g%h",
                "\uD83D\uDD11 key \uD83D\uDD11",
                " blank ",
                "{d '2026-01-01'}",
                "of-exactly-63-bytes-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void changes_hostile_names_to_hostile_passwords_that_never_stand_in_the_log(String name) throws Exception {
        String unique = name.length() > 40 ? name.substring(0, 63) : name;
        Credential next = with(Servers.credential(unique, Origin.MADE, MAKING), "log-me-not" + HOSTILE.repeat(5));
        Credential again = with(next, "neither-me" + "x".repeat(118));

        visits.apply(next);
        boolean first = visits.accepts(next);
        visits.apply(again);
        boolean second = visits.accepts(again) && !visits.accepts(next);
        visits.retire(again, new Keep.Gone());

        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(visits.accepts(again)).isFalse();
        assertThat(server.rows("SELECT count(*) FROM pg_roles WHERE rolname = $n$" + unique + "$n$"))
                .containsExactly("0");
        assertThat(String.join("\n", server.logUntilNow()))
                .contains("SCRAM-SHA-256$4096:")
                .doesNotContain("log-me-not")
                .doesNotContain("neither-me");
    }

    @Test
    void refuses_names_that_the_server_would_cut_or_that_go_into_no_statement() {
        for (String name : List.of("x".repeat(64), "x".repeat(128), "a\0b", "a\nb", "\uD83D")) {
            Credential next = Servers.credential(name, Origin.MADE, MAKING);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> visits.apply(next))
                    .matches(refused -> refused.reason() == Reason.UNSUPPORTED);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> visits.accepts(next))
                    .matches(refused -> refused.reason() == Reason.UNSUPPORTED);
        }
    }

    @Test
    void rotates_a_pair_while_the_other_user_works_on() throws Exception {
        Credential a = Servers.found(server, "pair_a");
        Credential b = Servers.found(server, "pair_b");
        visits.apply(a);

        visits.apply(b);
        boolean both = visits.accepts(a) && visits.accepts(b);
        Credential next = with(a, "the-third-password-of-this-pair");
        visits.apply(next);

        assertThat(both).isTrue();
        assertThat(visits.accepts(next) && visits.accepts(b)).isTrue();
        assertThat(visits.accepts(a)).isFalse();
    }

    @Test
    void gives_an_account_back_what_it_had_where_a_superuser_could_read_it() throws Exception {
        server.admin("CREATE ROLE adopted LOGIN PASSWORD 'its own'");
        Credential next = Servers.credential("adopted", Origin.FOUND, AccountRules.none());
        Visits superuser = Visits.asSuperuser(server);
        Verifier found;
        try (PostgresTarget target = superuser.open()) {
            found = target.found(writer(target), next.account()).orElseThrow();
            superuser.apply(next);
            assertThat(target.readBack(writer(target), next)).isEqualTo(Answer.MATCHES);
            assertThat(target.readBack(writer(target), with(next, "another"))).isEqualTo(Answer.DIFFERS);
        }

        superuser.retire(next, new Keep.AsFound(found));

        assertThat(server.accepts("adopted", "its own")).isTrue();
        assertThat(superuser.accepts(next)).isFalse();
        try (PostgresTarget target = visits.open()) {
            assertThat(target.found(writer(target), next.account())).isEmpty();
            assertThat(target.readBack(writer(target), next)).isEqualTo(Answer.CANNOT_TELL);
        }
    }

    @Test
    void shuts_and_never_drops_what_it_found_or_what_something_depends_on() throws Exception {
        Credential found = Servers.found(server, "found_one");
        Credential owner = Servers.credential("made_owner", Origin.MADE, MAKING);
        visits.apply(found);
        visits.apply(owner);
        server.admin(
                "GRANT CREATE ON SCHEMA public TO made_owner", "SET ROLE made_owner", "CREATE TABLE its_own (x int)");

        visits.retire(found, new Keep.Gone());
        visits.retire(owner, new Keep.Gone());

        assertThat(visits.accepts(found)).isFalse();
        assertThat(visits.accepts(owner)).isFalse();
        assertThat(server.rows(
                        "SELECT rolname || rolcanlogin FROM pg_roles WHERE rolname IN ('found_one', 'made_owner')"
                                + " ORDER BY 1"))
                .containsExactly("found_onetrue", "made_ownerfalse");
        visits.apply(owner);
        assertThat(visits.accepts(owner)).isTrue();
    }

    @Test
    void lets_the_second_user_of_a_pair_read_and_alter_what_the_first_one_made() throws Exception {
        server.admin("CREATE ROLE app_owner NOLOGIN", "CREATE DATABASE app");
        Servers.grantAdminOption(server, "app_owner");
        server.admin("GRANT CREATE ON DATABASE app TO app_owner");
        var rules = new AccountRules(
                List.of(), Optional.empty(), List.of(), Optional.of(new AccountName("app_owner")), true);
        Credential a = Servers.credential("app_a", Origin.MADE, rules);
        Credential b = Servers.credential("app_b", Origin.MADE, rules);
        Visits inApp = visits.in("app");

        inApp.preflight(a);
        inApp.apply(a);
        inApp.apply(a);
        inApp.apply(b);

        as(a, "CREATE SCHEMA shop", "CREATE TABLE shop.orders (id int)", "INSERT INTO shop.orders VALUES (7)");
        as(
                b,
                "ALTER TABLE shop.orders ADD COLUMN note text",
                "UPDATE shop.orders SET note = 'b'",
                "DROP SCHEMA shop CASCADE");
        assertThat(inApp.accepts(a) && inApp.accepts(b)).isTrue();
    }

    @Test
    void reports_what_one_user_owns_alone_with_the_statement_that_mends_it() throws Exception {
        server.admin(
                "CREATE ROLE lone_owner NOLOGIN",
                "CREATE ROLE lone_a LOGIN",
                "CREATE ROLE lone_b LOGIN",
                "CREATE TABLE alone (x int)",
                "ALTER TABLE alone OWNER TO lone_a");
        var pair = Set.of(new AccountName("lone_a"), new AccountName("lone_b"));
        try (PostgresTarget target = visits.open()) {

            List<String> report = target.owned(pair, Optional.of(new AccountName("lone_owner")));

            assertThat(report).singleElement().asString().contains("table alone");
            server.admin(Servers.statementAtTheEndOf(report.getFirst()));
            assertThat(target.owned(pair, Optional.of(new AccountName("lone_owner"))))
                    .isEmpty();
            assertThat(server.rows("SELECT tableowner FROM pg_tables WHERE tablename = 'alone'"))
                    .containsExactly("lone_owner");
        }
    }

    @Test
    void refuses_a_second_installation_while_the_first_one_changes_the_same_role() throws Exception {
        Credential mine = Servers.found(server, "contended");
        Credential theirs = with(mine, "the-password-of-the-other-one");
        try (PostgresTarget target = visits.open();
                var _ = target.lock()) {
            target.apply(writer(target), mine, new Keep.Shut());

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> visits.holding("another-rotation").apply(theirs));

            assertThat(refused.reason()).isEqualTo(Reason.BUSY);
            assertThat(refused).hasMessageContaining("another rotation is changing this account");
            target.verify(writer(target), mine);
        }
        visits.holding("another-rotation").apply(theirs);
        assertThat(visits.accepts(theirs)).isTrue();
    }

    @Test
    void ends_what_an_earlier_session_of_the_same_rotation_left_behind() throws Exception {
        Credential next = Servers.found(server, "left_behind");
        try (PostgresTarget stale = visits.open()) {
            var _ = stale.lock();

            visits.apply(next);

            assertThatExceptionOfType(Unanswered.class)
                    .isThrownBy(() -> stale.apply(writer(stale), with(next, "too late"), new Keep.Shut()));
        }
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void shows_who_is_logged_in_and_ends_their_sessions_on_request() throws Exception {
        server.admin("CREATE ROLE busy_app LOGIN");
        Credential busy = Servers.credential("busy_app", Origin.FOUND, AccountRules.none());
        Visits.asSuperuser(server).apply(busy);
        try (Connection client = server.connect("busy_app", busy.password().reveal());
                PostgresTarget target = visits.open()) {
            Refused refused =
                    catchThrowableOfType(Refused.class, () -> target.endSessions(writer(target), busy.account()));
            var unseen = target.clients(writer(target), Set.of(busy.account()));
            server.admin("GRANT pg_monitor TO keyturn", "GRANT pg_signal_backend TO keyturn");

            var seen = target.clients(writer(target), Set.of(busy.account(), new AccountName("nobody")));
            int older = target.endOlderSessions(writer(target), busy.account(), Instant.EPOCH);
            int ended = target.endSessions(writer(target), busy.account());

            assertThat(refused.getMessage()).endsWith("run GRANT pg_signal_backend TO \"keyturn\";");
            assertThat(unseen).singleElement().matches(one -> one.count() == 1);
            assertThat(target.warnings()).anyMatch(text -> text.endsWith("run GRANT pg_monitor TO \"keyturn\";"));
            assertThat(seen)
                    .singleElement()
                    .matches(one -> one.address().equals("127.0.0.1")
                            && one.name().equals("PostgreSQL JDBC Driver")
                            && one.oldest().isPresent());
            assertThat(older).isZero();
            assertThat(ended).isOne();
            assertThat(client.isValid(5)).isFalse();
        } finally {
            server.admin("REVOKE pg_monitor FROM keyturn", "REVOKE pg_signal_backend FROM keyturn");
        }
    }

    private static Node writer(PostgresTarget target) throws Refused, Unanswered {
        return target.nodes().writers().getFirst();
    }

    private static Credential with(Credential like, String password) {
        return new Credential(
                like.account(), like.origin(), Password.of(password), like.version() + 1, like.salt(), like.rules());
    }

    private void as(Credential credential, String... statements) throws SQLException {
        var url = "jdbc:postgresql://" + server.name() + "/app";
        try (Connection connection = java.sql.DriverManager.getConnection(
                        url, credential.account().value(), credential.password().reveal());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                var _ = statement.execute(sql);
            }
        }
    }
}
