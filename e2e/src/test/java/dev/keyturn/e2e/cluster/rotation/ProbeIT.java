// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.postgres.PostgresBinaries;
import dev.keyturn.testkit.postgres.PostgresConnection;
import dev.keyturn.testkit.postgres.PostgresServer;
import dev.keyturn.testkit.postgres.PostgresSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisConnection;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The probes see what they are there for: without that a run with nothing refused would say nothing.
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbeIT {

    private static final Login OLD = login("the-former-password");
    private static final Login NEW = login("the-coming-password");

    private final AtomicReference<Published> published = new AtomicReference<>(new Published(OLD, Optional.empty()));

    private RedisServer redis;

    @BeforeAll
    void start() {
        redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen())
                .account(new RedisAccount("app", "the-former-password", RedisAccount.EVERYTHING)));
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    @BeforeEach
    void reset() {
        redis.admin("ACL", "SETUSER", "app", "resetpass", ">the-former-password");
        published.set(new Published(OLD, Optional.empty()));
    }

    @Test
    void twenty_logins_a_second_while_nothing_changes() {
        try (var probe = probe(Client.ofThePublished())) {
            probe.await(25, Outcome.OK);

            var list = probe.attempts().list();
            var span = Duration.between(list.getFirst().at(), list.getLast().at());
            assertThat(list).allMatch(attempt -> attempt.outcome() == Outcome.OK);
            assertThat(span).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_password_that_changes_behind_its_back_is_refused_and_the_moment_is_told() {
        try (var probe = probe(Client.ofThePublished())) {
            probe.await(1, Outcome.OK);
            redis.admin("ACL", "SETUSER", "app", "resetpass", ">the-coming-password");
            probe.await(1, Outcome.REFUSED);

            var refused = probe.attempts().refused().getFirst();
            assertThat(probe.attempts().toString())
                    .contains(refused.at() + " redis REFUSED")
                    .contains("the pair is still the published one")
                    .doesNotContain("the-former-password", "the-coming-password");
        }
    }

    @Test
    void an_overlap_refuses_nobody() {
        try (var probe = probe(Client.ofThePublished())) {
            probe.await(1, Outcome.OK);
            redis.admin("ACL", "SETUSER", "app", ">the-coming-password");
            published.set(new Published(NEW, Optional.of(OLD)));
            probe.await(2, Outcome.OK);
            redis.admin("ACL", "SETUSER", "app", "<the-former-password");
            probe.await(5, Outcome.OK);

            assertThat(probe.attempts().refused()).isEmpty();
        }
    }

    @Test
    void who_read_just_before_the_change_is_stale() throws Exception {
        redis.admin("ACL", "SETUSER", "app", "resetpass", ">the-coming-password");
        var node = new RedisConnection(redis.address());
        var changed = new Published(NEW, Optional.of(OLD));

        var verdict = Client.ofThePublished().logIn(published.get(), () -> changed, node);

        assertThat(verdict.outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void a_change_to_a_pair_that_is_refused_as_well_is_no_excuse() throws Exception {
        redis.admin("ACL", "SETUSER", "app", "resetpass", ">the-coming-password");
        var wrong = new Published(login("of-nobody-at-all"), Optional.empty());

        var verdict = Client.ofThePublished().logIn(published.get(), () -> wrong, new RedisConnection(redis.address()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void with_the_previous_pair_it_is_refused_only_if_both_are() {
        published.set(new Published(NEW, Optional.of(OLD)));
        try (var probe = probe(Client.ofThePublishedOrThePrevious())) {
            probe.await(2, Outcome.OK);
            assertThat(probe.attempts().refused()).isEmpty();

            redis.admin("ACL", "SETUSER", "app", "resetpass", ">another-one-altogether");
            probe.await(1, Outcome.REFUSED);
        }
    }

    @Test
    void the_same_pair_accepted_within_the_patience_is_late_and_not_refused() throws Exception {
        var early = new Published(NEW, Optional.of(OLD));
        Publication catchingUp = () -> {
            redis.admin("ACL", "SETUSER", "app", ">the-coming-password");
            return early;
        };

        var verdict = Client.ofThePublished(Duration.ofSeconds(30))
                .logIn(early, catchingUp, new RedisConnection(redis.address()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.LATE);
    }

    @Test
    void a_server_that_is_away_is_unavailable_and_nothing_else() {
        var away = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
        var target = Target.fixed("away", away.address(), RedisConnection::new);
        away.close();
        try (var probe = Probe.start(published::get, List.of(target), Client.ofThePublished())) {
            probe.await(3, Outcome.UNAVAILABLE);

            assertThat(probe.attempts().refused()).isEmpty();
        }
    }

    @Test
    void a_postgres_whose_password_changes_behind_its_back_refuses() {
        try (var server = PostgresServer.start(PostgresSetup.with(PostgresBinaries.embedded()))) {
            var password = Password.of(server.setup().superuserPassword());
            var login = Login.of(new AccountName(PostgresServer.SUPERUSER), password);
            var target = Target.fixed("db", server.address(), address -> new PostgresConnection(address, "postgres"));
            try (var probe = Probe.start(
                    () -> new Published(login, Optional.empty()), List.of(target), Client.ofThePublished())) {
                probe.await(3, Outcome.OK);
                server.admin("ALTER ROLE postgres PASSWORD 'the-coming-password'");
                probe.await(1, Outcome.REFUSED);
            }
        }
    }

    private Probe probe(Client client) {
        var target = Target.fixed("redis", redis.address(), RedisConnection::new);
        return Probe.start(published::get, List.of(target), client);
    }

    private static Login login(String password) {
        return Login.of(new AccountName("app"), Password.of(password));
    }
}
