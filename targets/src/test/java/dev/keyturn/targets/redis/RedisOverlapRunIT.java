// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.InMemoryRotationStore;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.client.ContinuousClients;
import dev.keyturn.testkit.client.Tally;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisConnection;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole way of a published password, on a primary and its replica.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisOverlapRunIT {
    private static final RotationId ID = new RotationId("rotation");
    private static final Duration IMPATIENT = Duration.ofMillis(500);
    /// Whoever has read the former pair has the time to log in with it.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Credential FORMER = credential("the-former-password", 1);
    private static final Credential NEXT = credential("the-next-password", 2);
    private static final Terms TERMS =
            new Terms(new DailySchedule(30, LocalTime.NOON), false, Optional.of(GRACE), Duration.ZERO, false);

    private final RedisReplication redis = RedisReplication.start(
            RedisSetup.with(RedisBinary.chosen())
                    .account(new RedisAccount("default", FORMER.password().reveal(), RedisAccount.EVERYTHING)),
            1);
    private final RedisServer primary = redis.primary();
    private final RedisServer replica = redis.replicas().getFirst();

    @BeforeEach
    void accept_what_is_published() {
        redis.servers().forEach(server -> {
            server.admin("ACL", "DELUSER", "root", "admin-2");
            accept(server, "default");
        });
    }

    @AfterAll
    void stop() {
        redis.close();
    }

    @ParameterizedTest
    @CsvSource({"default,default", "root,default", "default,admin-2", "root,admin-2"})
    void refuses_nobody_who_follows_what_is_published(String next, String former) throws Exception {
        redis.servers().forEach(server -> accept(server, former));
        var run = new Run(next, former, _ -> {});
        var tally = new Tally();

        try (var _ = ContinuousClients.start(2, run::published, new RedisConnection(primary.address()), tally);
                var _ = ContinuousClients.start(2, run::published, new RedisConnection(replica.address()), tally)) {
            run.rotate(Duration.ofSeconds(20));
            assertThat(loginsGoOn(tally)).isTrue();
            run.skew = GRACE.plusSeconds(1);
            run.advance();
            assertThat(loginsGoOn(tally)).isTrue();
        }

        assertThat(tally.count().refused()).isZero();
        assertThat(run.rotation().state()).isInstanceOf(Settled.class);
        assertThat(run.published()).isEqualTo(Login.of(new AccountName(next), NEXT.password()));
        assertThat(run.boot).startsWith(Set.of(FORMER, NEXT)).endsWith(Set.of(NEXT));
        assertThat(redis.servers()).allSatisfy(server -> {
            assertThat(server.accepts(next, NEXT.password().reveal())).isTrue();
            assertThat(server.accepts("default", NEXT.password().reveal())).isTrue();
            assertThat(server.accepts("default", FORMER.password().reveal())).isFalse();
            assertThat(server.accepts(former, FORMER.password().reveal())).isFalse();
        });
    }

    @Test
    void takes_everything_back_where_a_node_was_silent() throws Exception {
        var run = new Run("root", "default", attempt -> {
            if (attempt == 1) {
                replica.freeze();
            }
        });
        run.rotate(Duration.ofSeconds(3));
        var staged = run.rotation().state();
        boolean onPrimary = primary.accepts("root", NEXT.password().reveal());
        replica.thaw();

        run.skew = Duration.ofMinutes(20);
        run.advance();

        assertThat(staged).isInstanceOf(Staged.class);
        assertThat(onPrimary).isTrue();
        assertThat(run.rotation().state()).isInstanceOf(Settled.class);
        assertThat(run.published()).isEqualTo(FORMER.login());
        assertThat(run.boot).endsWith(Set.of(FORMER));
        assertThat(redis.servers()).allSatisfy(server -> {
            assertThat(server.accepts("default", FORMER.password().reveal())).isTrue();
            assertThat(server.accepts("default", NEXT.password().reveal())).isFalse();
            assertThat(RedisUser.of(server, "default").hashes()).hasSize(1);
            assertThat(server.admin("ACL", "USERS").toString()).doesNotContain("root");
        });
    }

    private static boolean loginsGoOn(Tally tally) throws InterruptedException {
        long before = tally.count().logins();
        return tally.await(
                count -> count.logins() > before + 20, dev.keyturn.testkit.process.Deadline.in(Duration.ofSeconds(10)));
    }

    private static void accept(RedisServer server, String user) {
        String hash = UserChange.sha256(FORMER.password());
        server.admin("ACL", "SETUSER", user, "reset", "on", "#" + hash, "~*", "&*", "+@all");
    }

    private static Credential credential(String password, long version) {
        return new Credential(
                new AccountName("default"),
                Origin.FOUND,
                Password.of(password),
                version,
                Salt.of(new byte[Salt.LENGTH]),
                AccountRules.none());
    }

    /// What is done when the boot state is written.
    @FunctionalInterface
    private interface Hook {
        void at(int write);
    }

    /// One rotation, as an operator would make it.
    private final class Run {
        private final String next;
        private final String former;
        private final Hook hook;
        private final InMemoryRotationStore store;
        private final Rotator rotator;
        private final List<Set<Credential>> boot = new ArrayList<>();
        private Duration skew = Duration.ZERO;

        Run(String next, String former, Hook hook) {
            this.next = next;
            this.former = former;
            this.hook = hook;
            this.store = new InMemoryRotationStore(this::now);
            this.rotator = new Rotator(
                    store,
                    _ -> new RotationPorts(this::open, (_, _) -> Optional.of(NEXT), this::boot),
                    this::now,
                    RotationListener.silent());
            var set = new CredentialSet(Shape.IN_PLACE_OVERLAPPING, new Slot.Live(FORMER), new Slot.Vacant(), 0);
            var row = new Rotation(
                    new Settled(set),
                    now(),
                    Optional.empty(),
                    List.of(),
                    new LastRun(Optional.of(now()), now(), Trigger.CREATE, Optional.empty()),
                    Optional.empty(),
                    Rotation.NEVER);
            store.begin(ID, row, TERMS, Duration.ZERO);
        }

        void rotate(Duration patience) {
            var _ = rotator.rotate(ID, false, now().plus(patience));
        }

        void advance() {
            var _ = rotator.advance(ID, Deadline.at(now().plusSeconds(20), this::now));
        }

        Rotation rotation() {
            return store.look(ID).orElseThrow();
        }

        Login published() {
            Credential read = rotation().state().credentials().published().orElseThrow();
            return Login.of(new AccountName(read.equals(NEXT) ? next : former), read.password());
        }

        private Instant now() {
            return InstantSource.system().instant().plus(skew);
        }

        private void boot(Set<Credential> all) {
            boot.add(Set.copyOf(all));
            hook.at(boot.size());
        }

        private Target open(Deadline deadline) throws Refused, Unanswered {
            Endpoint[] nodes = redis.servers().stream()
                    .map(server -> RedisEngine.endpoint(server.port()))
                    .toArray(Endpoint[]::new);
            return new RedisOverlapDriver(new RedisDriver(this::now, IMPATIENT, IMPATIENT))
                    .of(new AccountName(next), new AccountName(former))
                    .open(
                            RedisEngine.connection(primary.port(), nodes),
                            () -> List.of(published()),
                            new Session(ID.value(), deadline, _ -> true));
        }
    }
}
