// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Login;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.OperatorProcess;
import dev.keyturn.e2e.cluster.Watched;
import dev.keyturn.e2e.cluster.rotation.CrashPoint.Pair;
import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.operator.runtime.FailPoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The operator dies in a rotation, the request is deleted there, or the database's container ends (contract §12.3):
/// afterwards the published pair is the live one, the pause is gone, and one candidate only was ever drawn.
///
/// Five random kills; `-Dkeyturn.crashes=full` asks for twenty, and for every point of all three.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CrashRows {

    private static final String POD = "orders-0";
    private static final boolean FULL = "full".equals(System.getProperty("keyturn.crashes"));
    private static final int KILLS = FULL ? 20 : 5;
    private static final long SEED = Long.getLong("keyturn.crashes.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Engine engine;
    private final Random random = new Random(SEED);

    private Cluster cluster;
    private KeyturnOperator operator;
    private Rotated orders;
    private Duration usual = Duration.ofSeconds(2);
    private int requests;

    CrashRows(Engine engine) {
        this.engine = engine;
    }

    /// Every point that a request without a restart passes.
    abstract List<CrashPoint> points();

    @BeforeAll
    void start() {
        cluster = Cluster.open("crash");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,ops-manager,petset");
        orders = Rotated.start(
                cluster, operator, engine, engine.sample().apply("orders").with("deletionPolicy", "WipeOut"));
        usual = Story.of(orders, Wanted.live("calm")).whole();
        System.out.printf("%s: a calm request takes %d ms; seed of the kills %d%n", engine, usual.toMillis(), SEED);
    }

    @AfterAll
    void end() {
        orders.close();
        operator.close();
        cluster.close();
    }

    @EnabledIfSystemProperty(named = "keyturn.crashes", matches = "full")
    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void killed_at_a_point_it_goes_on_with_the_same_password(CrashPoint point) {
        crash(point, Wanted.live(next("killed")), () -> assertStanding(point));
    }

    @EnabledIfSystemProperty(named = "keyturn.crashes", matches = "full")
    @ParameterizedTest(name = "{0}")
    @MethodSource("pointsOfARestart")
    void killed_between_eviction_and_ready_it_goes_on_with_the_same_password(CrashPoint point) {
        crash(point, Wanted.rotation(next("killed")), () -> {});
    }

    static Stream<CrashPoint> pointsOfARestart() {
        return Stream.of(CrashPoint.after("evicted"));
    }

    @ParameterizedTest(name = "kill {0}")
    @MethodSource("kills")
    void killed_at_any_moment_it_goes_on_with_the_same_password(int number) {
        try (var probes = orders.probes();
                var request = orders.request(Wanted.live(next("shot")))) {
            var moment = Duration.ofNanos((long) (usual.toNanos() * random.nextDouble()));
            assertThat(operator.endsWithin(moment)).isFalse();
            operator.kill();
            operator.restart();
            request.awaitPhase("Successful");
            probes.look();

            assertThat(orders.secrets().intents(request.uid()))
                    .as("after %s", moment)
                    .hasSize(1);
            probes.assertNeverShutOut();
            probes.assertAlwaysAvailable();
            orders.assertSettled(request);
        }
    }

    static IntStream kills() {
        return IntStream.rangeClosed(1, KILLS);
    }

    @EnabledIfSystemProperty(named = "keyturn.crashes", matches = "full")
    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void deleted_at_a_point_the_request_is_settled_first_and_then_gone(CrashPoint point) {
        Login former = orders.published();
        try (var probes = orders.probes();
                var request = orders.request(dying(point, Wanted.live(next("deleted"))))) {
            awaitDeath(request);
            request.delete();
            operator.restart();
            request.awaitGone();
            probes.look();

            boolean undone = point.published() == Pair.FORMER;
            assertThat(orders.published().equals(former)).as(request.story()).isEqualTo(undone);
            orders.secrets().candidates(request.uid()).forEach(candidate -> {
                Login drawn = orders.login(engine.user(), candidate);
                if (undone) {
                    orders.assertRefused(drawn);
                } else {
                    orders.assertAccepted(drawn);
                    orders.assertRefused(former);
                }
            });
            probes.assertNeverShutOut();
            orders.assertSettled(request);
        }
    }

    @EnabledIfSystemProperty(named = "keyturn.crashes", matches = "full")
    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void when_the_container_ends_at_a_point_published_or_previous_logs_in_as_soon_as_it_is_back(CrashPoint point) {
        orders.freshPod(POD);
        try (var probes = orders.probes();
                var request = orders.request(dying(point, Wanted.live(next("hit"))))) {
            awaitDeath(request);
            NodeProcess.of(cluster, POD).kill();
            probes.lookForEither();
            assertStanding(point);
            operator.restart();
            request.awaitPhase("Successful");
            probes.look();

            probes.assertNeverShutOut();
            orders.assertSettled(request);
        }
    }

    /// @param standing what holds as long as the operator is away
    private void crash(CrashPoint point, Wanted wanted, Runnable standing) {
        try (var probes = orders.probes();
                var request = orders.request(dying(point, wanted))) {
            awaitDeath(request);
            standing.run();
            operator.restart();
            request.awaitPhase("Successful");
            probes.look();

            assertThat(orders.secrets().intents(request.uid())).hasSize(1);
            probes.assertNeverShutOut();
            if (point.accepted()) {
                probes.assertNobodyRefused();
            }
            if (wanted.annotations().containsValue("Never")) {
                probes.assertAlwaysAvailable();
            }
            orders.assertSettled(request);
        }
    }

    /// What is true between the crash and the return.
    private void assertStanding(CrashPoint point) {
        Published pairs = orders.pairs();
        if (point.accepted()) {
            orders.assertAccepted(pairs.current());
        } else {
            orders.assertRefused(pairs.current());
            orders.assertAccepted(pairs.previous().orElseThrow());
        }
    }

    /// The operator that will meet this request dies at the point.
    private Wanted dying(CrashPoint point, Wanted wanted) {
        operator.kill();
        operator.restart(Map.of(FailPoints.VARIABLE, point.name()));
        return wanted;
    }

    private void awaitDeath(RequestSeen request) {
        assertThat(operator.endsWithin(PATIENCE))
                .as("it never came to that point:\n%s\n%s", request.chronicle(), Watched.tail(operator))
                .isTrue();
    }

    private String next(String word) {
        return word + "-" + requests++;
    }
}
