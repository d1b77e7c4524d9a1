// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Held;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Swap;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The one role that all clients use, ours included, on every version that the build brings.
class PostgresSwapIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Hold HASTY = new Hold(Duration.ofMillis(100), 2, Duration.ofMillis(50), Duration.ofSeconds(1));

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    static List<Integer> majors() {
        return Servers.majors().boxed().toList();
    }

    @AfterEach
    void stop() {
        clients.close();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void no_login_with_the_published_password_is_refused(int major) throws Exception {
        var server = Servers.of(major);
        var published = new AtomicReference<>(superuser(server));
        var over = new AtomicBoolean();
        List<Future<Integer>> counts = List.of(
                clients.submit(client(server, published, over)), clients.submit(client(server, published, over)));

        try (var watcher = server.connectAsSuperuser()) {
            for (int round = 0; round < 5; round++) {
                Credential next = successor(published.get());
                try (Swap target = open(server, Hold.standard(), published.get());
                        Held held = prepared(target, next)) {
                    pass(watcher);
                    published.set(next);
                    pass(watcher);
                    held.commit();
                }
            }
        } finally {
            over.set(true);
        }

        for (Future<Integer> count : counts) {
            assertThat(count.get()).as("logins, none of them refused").isPositive();
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void logins_wait_for_the_end_of_the_hold_and_are_judged_by_it(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);
        Credential next = successor(old);
        Future<Boolean> early;
        Future<Boolean> late;
        try (var watcher = server.connectAsSuperuser();
                Swap target = open(server, Hold.standard(), old);
                Held held = prepared(target, next)) {
            early = clients.submit(() -> accepts(server, old));
            late = clients.submit(() -> accepts(server, next));
            awaitWaiting(watcher, 2);
            held.commit();
        }

        assertThat(early.get()).as("the former password").isFalse();
        assertThat(late.get()).as("the new password").isTrue();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void a_hold_that_is_closed_changes_nothing(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);
        Credential next = successor(old);
        try (Swap target = open(server, Hold.standard(), old);
                Held _ = prepared(target, next)) {
            // not published
        }

        assertThat(accepts(server, old)).isTrue();
        assertThat(accepts(server, next)).isFalse();
        assertThat(server.rows("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'keyturn_check_%'"))
                .containsExactly("0");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void the_server_ends_a_hold_that_nobody_ends(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);
        try (Swap target = open(server, HASTY, old)) {
            Held held = prepared(target, successor(old));

            assertThat(accepts(server, old)).as("a login that waited").isTrue();
            assertThatThrownBy(held::commit).isInstanceOf(TargetException.class);
        }

        assertThat(accepts(server, old)).isTrue();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void who_reads_the_roles_for_long_makes_nobody_wait(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);
        Credential next = successor(old);
        try (Connection reader = server.connectAsSuperuser();
                var reading = reader.createStatement();
                Swap target = open(server, HASTY, old)) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM pg_roles");
            try (Held held = prepared(target, next)) {
                assertThat(accepts(server, old)).as("a login during the change").isTrue();
                held.commit();
            }

            assertThat(target.warnings()).anyMatch(warning -> warning.startsWith("hold skipped: "));
        }

        assertThat(accepts(server, next)).isTrue();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void what_an_earlier_rehearsal_left_is_dropped(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);
        server.admin("CREATE ROLE keyturn_check_0badcafe LOGIN", "CREATE ROLE keyturn_check_of_somebody");
        try (Swap target = open(server, Hold.standard(), old);
                Held held = prepared(target, successor(old))) {
            held.commit();
        }

        assertThat(server.rows("SELECT rolname FROM pg_roles WHERE rolname LIKE 'keyturn_check_%'"))
                .containsExactly("keyturn_check_of_somebody");
        server.admin("DROP ROLE keyturn_check_of_somebody");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void we_may_be_the_candidate_already_and_then_nothing_changes(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);
        Credential next = successor(old);
        try (Swap target = open(server, Hold.standard(), old);
                Held held = prepared(target, next)) {
            held.commit();
        }
        try (Swap again = open(server, Hold.standard(), old, next);
                Held held = prepared(again, next)) {
            held.commit();
            again.retire(writer(again), old, new Keep.Only(next));
        }

        assertThat(accepts(server, next)).isTrue();
        assertThat(accepts(server, old)).isFalse();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void is_refused_with_its_reason_when_no_login_of_ours_is_accepted(int major) throws Exception {
        var server = Servers.of(major);
        Credential old = superuser(server);

        assertThatThrownBy(() -> open(server, Hold.standard(), successor(old)).close())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ADMIN_LOGIN));
    }

    /// @return how many logins it made; fails with the first that is refused though its password is still published
    private static Callable<Integer> client(
            PostgresServer server, AtomicReference<Credential> published, AtomicBoolean over) {
        return () -> {
            int logins = 0;
            while (!over.get()) {
                Credential mine = published.get();
                if (!accepts(server, mine) && mine.equals(published.get())) {
                    throw new AssertionError("refused after " + logins + " logins");
                }
                logins++;
            }
            return logins;
        };
    }

    /// As long as a publication takes: without the hold, logins are refused in it.
    private static void pass(Connection watcher) throws Exception {
        try (var statement = watcher.createStatement()) {
            statement.execute("SELECT pg_sleep(0.05)");
        }
    }

    private static void awaitWaiting(Connection watcher, int count) throws Exception {
        try (var statement = watcher.createStatement()) {
            boolean enough = false;
            for (int look = 0; look < 200 && !enough; look++) {
                try (var rows =
                        statement.executeQuery("SELECT pg_sleep(0.02), (SELECT count(*) FROM pg_locks WHERE NOT granted"
                                + " AND relation = 'pg_catalog.pg_authid'::regclass)")) {
                    enough = rows.next() && rows.getInt(2) >= count;
                }
            }
            assertThat(enough).as("logins that wait").isTrue();
        }
    }

    /// A role of its own for each test, as `postgres` is one in a cluster.
    private static Credential superuser(PostgresServer server) {
        Credential first =
                Servers.credential(Servers.GENERATOR.accountName().value(), Origin.FOUND, AccountRules.none());
        server.admin("CREATE ROLE \"" + first.account() + "\" SUPERUSER LOGIN PASSWORD '"
                + first.password().reveal().replace("'", "''") + "'");
        return first;
    }

    private static Credential successor(Credential old) {
        AccountName account = old.account();
        return Servers.credential(account.value(), Origin.FOUND, AccountRules.none());
    }

    private static boolean accepts(PostgresServer server, Credential credential) {
        return server.accepts(
                credential.account().value(), credential.password().reveal());
    }

    private static Swap open(PostgresServer server, Hold hold, Credential... logins) throws Exception {
        var where = Visits.asSuperuser(server).where();
        var session = new Session("a-request", Deadline.at(CLOCK.instant().plusSeconds(30), CLOCK), _ -> true);
        return (Swap) new PostgresSwapDriver(Servers.DRIVER, hold)
                .open(
                        where,
                        () -> List.of(logins).stream().map(Credential::login).toList(),
                        session);
    }

    private static Held prepared(Swap target, Credential next) throws Exception {
        return target.prepare(next);
    }

    private static Node writer(Swap target) throws Exception {
        return target.nodes().writers().getFirst();
    }
}
