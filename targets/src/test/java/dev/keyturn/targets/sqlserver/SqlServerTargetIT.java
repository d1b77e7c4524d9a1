// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlServerTargetIT {

    private static final Instant LATER_THAN_ALL = Instant.parse("2999-01-01T00:00:00Z");

    private static final int ROTATIONS = 100;
    private static final PasswordRequirements HOSTILE = new PasswordRequirements(40, 4, 4, 4, 20, "&<>\"'`=;?\\");

    private final SqlServerDouble server = Servers.start(Servers.SETUP.locksOutAfter(0));
    private final Visits visits = Visits.to(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void proves_each_of_a_hundred_passwords_of_hostile_symbols_and_says_them_where_servers_mask_them()
            throws Exception {
        Credential first = Servers.found(server, "billing_a");
        Credential second = Servers.found(server, "billing_b");
        for (int i = 0; i < ROTATIONS; i++) {
            Credential next = withPassword(
                    i % 2 == 0 ? first : second,
                    Servers.GENERATOR.password(HOSTILE).reveal());

            visits.apply(next);

            assertThat(visits.accepts(next)).as("rotation " + i).isTrue();
            String said = next.password().reveal().replace("'", "''");
            assertThat(server.log().stream().filter(line -> line.contains(said)))
                    .as("a statement that a server masks in its own traces, and no other")
                    .allMatch(line -> line.startsWith("ALTER LOGIN [billing_"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void changes_the_account_of_any_name_that_the_engine_takes(String name) throws Exception {
        Credential next = Servers.found(server, name);

        visits.apply(next);
        boolean accepted = visits.accepts(next);
        visits.retire(next, new Keep.Shut());

        assertThat(accepted).isTrue();
        assertThat(visits.accepts(next)).isFalse();
    }

    static List<String> hostileNames() {
        return List.of(
                "it's",
                "q\"uote",
                "a]b]]",
                "x]; DROP LOGIN [sa]; --",
                "semi;colon",
                "what?",
                "100%",
                "{fn now()}",
                "@P0",
                "two words",
                "\uD83D\uDE00",
                "n".repeat(128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\0", "bell\u0007", "half\uD83D"})
    void refuses_a_name_that_goes_into_no_statement_before_it_is_sent(String name) {
        int before = server.log().size();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.apply(Servers.credential(name, Origin.MADE, Servers.creating())))
                .matches(refused -> refused.code().equals("TEXT"));

        assertThat(server.log().subList(before, server.log().size())).noneMatch(line -> line.contains("LOGIN ["));
    }

    @Test
    void refuses_names_that_the_engine_does_not_take() {
        assertThat(reasonOf("n".repeat(129))).isEqualTo(Reason.UNSUPPORTED);
        assertThat(reasonOf("DOMAIN\\user")).isEqualTo(Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Aa1-'",
                "Aa1-''; DROP LOGIN sa; --",
                "Aa1-\"\"\"",
                "Aa1-]]]",
                "Aa1-\\\\\\",
                "Aa1-;;;;",
                "Aa1-????",
                "Aa1-%s%n",
                "Aa1-{fn x}",
                "Aa1-\uD83D\uDE00\uD83D\uDE00",
                "Aa1-@P0 ",
                "Aa1-\u00e4\u00df\u20ac"
            })
    void takes_any_password(String password) throws Exception {
        Credential next = withPassword(Servers.made(), password + "x".repeat(8));

        visits.apply(next);

        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void takes_a_password_of_the_longest_length_and_says_that_a_longer_one_breaks_the_policy() throws Exception {
        Credential longest = withPassword(Servers.made(), "Aa1-" + "x".repeat(124));
        Credential longer = withPassword(longest, "Aa1-" + "x".repeat(125));

        visits.apply(longest);

        assertThat(visits.accepts(longest)).isTrue();
        assertThat(catchThrowableOfType(Refused.class, () -> visits.apply(longer))
                        .reason())
                .isEqualTo(Reason.POLICY);
        assertThat(visits.driver().passwordPolicy().refuses(new PasswordRequirements(129, 1, 1, 1, 0, "")))
                .isPresent();
    }

    @Test
    void refuses_a_password_with_a_control_character_before_it_is_sent() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> visits.apply(withPassword(Servers.made(), "Aa1-\0-xxxxxxx")))
                .matches(refused -> refused.code().equals("TEXT"));
    }

    @Test
    void refuses_a_second_change_of_an_account_while_one_is_under_way() throws Exception {
        Credential next = Servers.found(server, "contended");
        Credential other = withPassword(next, "Of-the-other-one-1");
        try (SqlServerTarget target = visits.open();
                TargetLock _ = target.lock()) {
            target.apply(target.nodes().writers().getFirst(), next, new Keep.Shut());

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> visits.holding("another-rotation").apply(other));

            assertThat(refused.reason()).isEqualTo(Reason.BUSY);
            assertThat(refused).hasMessageContaining("another rotation is changing this account");
        }
        assertThat(visits.accepts(next)).isTrue();
    }

    @Test
    void lets_a_second_change_wait_until_the_first_has_ended() throws Exception {
        Credential first = Servers.found(server, "awaited");
        Credential second = withPassword(first, "Of-the-patient-one-1");
        var patient = new SqlServerDriver(
                new SecureRandom(), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(10));
        CompletableFuture<Boolean> waiting;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (SqlServerTarget target = visits.open();
                    TargetLock _ = target.lock()) {
                target.apply(target.nodes().writers().getFirst(), first, new Keep.Shut());
                waiting = CompletableFuture.supplyAsync(
                        () -> applied(visits.with(patient).holding("another-rotation"), second), threads);
            }
            assertThat(waiting.join()).isTrue();
        }
        assertThat(visits.accepts(second)).isTrue();
        assertThat(visits.accepts(first)).isFalse();
    }

    @Test
    void lets_a_login_that_it_made_into_the_database_and_shuts_it_for_good() throws Exception {
        Credential made = Servers.made();

        visits.apply(made);
        boolean accepted = visits.accepts(made);
        visits.retire(made, new Keep.Gone());

        assertThat(accepted).isTrue();
        assertThat(visits.accepts(made)).isFalse();
        assertThat(server.log())
                .anyMatch(line -> line.startsWith("ALTER LOGIN [" + made.account() + "] DISABLE; ALTER LOGIN"))
                .noneMatch(line -> line.startsWith("DROP"));
    }

    @Test
    void tells_a_closed_database_from_a_wrong_password() throws Exception {
        server.administer("master", "CREATE LOGIN no_user WITH PASSWORD = 'Of-somebody-else-1'");
        Credential next = Servers.credential("no_user", Origin.FOUND, AccountRules.none());
        visits.apply(next);

        assertThat(catchThrowableOfType(Refused.class, () -> visits.verify(next))
                        .reason())
                .isEqualTo(Reason.ACCOUNT);
        assertThat(visits.in("master").accepts(next)).isTrue();
    }

    @Test
    void shows_who_is_logged_in_and_ends_their_sessions() throws Exception {
        Credential next = Servers.found(server, "in_use");
        visits.apply(next);
        var shop = Jdbc.open(server, next, "shop");
        var again = Jdbc.open(server, next, "shop");
        var report = Jdbc.open(server, next, "report");
        Set<AccountName> accounts = Set.of(next.account(), new AccountName("nobody_there"));

        List<Client> clients = visits.first((target, node) -> target.clients(node, accounts));
        int longAgo = visits.first((target, node) -> target.endOlderSessions(node, next.account(), Instant.EPOCH));
        int ended = visits.first((target, node) -> target.endOlderSessions(node, next.account(), LATER_THAN_ALL));

        assertThat(clients)
                .extracting(Client::name, Client::count, Client::address)
                .containsExactlyInAnyOrder(tuple("shop", 2, "127.0.0.1"), tuple("report", 1, "127.0.0.1"));
        assertThat(clients).allMatch(client -> client.oldest().isPresent());
        assertThat(longAgo).isZero();
        assertThat(ended).isEqualTo(3);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> report.createStatement().execute("SELECT @@SPID"));
        shop.close();
        again.close();
        report.close();
    }

    @Test
    void shows_what_it_would_send_without_a_password() throws Exception {
        var _ = Servers.found(server, "shown]");
        var missing = new AccountName("not_there");

        assertThat(visits.<List<String>>first(
                        (target, node) -> target.statements(node, new AccountName("shown]"), AccountRules.none())))
                .containsExactly("ALTER LOGIN [shown]]] WITH PASSWORD = N'********'");
        assertThat(visits.<List<String>>first((target, node) -> target.statements(node, missing, Servers.creating())))
                .containsExactly("CREATE LOGIN [not_there] WITH PASSWORD = N'********', CHECK_EXPIRATION = OFF");
    }

    @Test
    void leaves_no_trace_of_a_password_in_the_log_of_the_client_library() throws Exception {
        Credential next = Servers.found(server, "logged");
        try (var log = new FinestLog()) {
            visits.apply(next);
            assertThat(visits.accepts(next)).isTrue();

            assertThat(log.text())
                    .contains("the log works")
                    .doesNotContain(next.password().reveal());
        }
    }

    private static boolean applied(Visits by, Credential next) {
        try {
            by.apply(next);
            return true;
        } catch (Refused | Unanswered e) {
            throw new IllegalStateException(e);
        }
    }

    private Reason reasonOf(String name) {
        Credential next = Servers.credential(name, Origin.MADE, Servers.creating());
        return catchThrowableOfType(Refused.class, () -> visits.apply(next)).reason();
    }

    private static Credential withPassword(Credential like, String password) {
        return new Credential(
                like.account(), like.origin(), Password.of(password), like.version(), like.salt(), like.rules());
    }
}
