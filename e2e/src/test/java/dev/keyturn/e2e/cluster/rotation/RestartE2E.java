// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.OperatorProcess;
import dev.keyturn.e2e.process.KeyturnOperator;
import dev.keyturn.testkit.process.Deadline;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/// Pods that come up anew: in which order, and what happens when one may not go or does not come back.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartE2E {

    private static final Duration GAP = Duration.ofSeconds(5);
    private static final int SHARDS = 3;
    private static final String REVISION = "keyturn.dev/auth-revision";

    private Cluster cluster;
    private KeyturnOperator operator;
    private Rotated orders;
    private Rotated carts;

    @BeforeAll
    void start() {
        cluster = Cluster.open("restart");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,ops-manager,petset");
        orders = Rotated.start(
                cluster,
                operator,
                Engine.REDIS,
                Engine.REDIS.sample().apply("orders").with("deletionPolicy", "WipeOut"));
        carts = Rotated.start(
                cluster,
                operator,
                Engine.REDIS,
                Engine.REDIS.sample().apply("carts").with("mode", "Cluster").with("deletionPolicy", "WipeOut"));
    }

    @AfterAll
    void end() {
        orders.close();
        carts.close();
        operator.close();
        cluster.close();
    }

    /// One shard has changed its roles before, so that names say nothing about them.
    @Test
    void A24_replicas_go_first_then_each_primary_hands_over_and_goes_and_each_shard_takes_writes_all_the_while() {
        failOver(pod(1, 1));
        List<String> replicas = pods(false);
        List<String> primaries = pods(true);
        var before = carts.pods().identities();
        try (var writes = ShardWrites.start(carts, SHARDS);
                var request = carts.request(Wanted.restart("rolling"))) {
            request.awaitPhase("Successful");

            assertThat(writes.longestGaps()).as(request.story()).allMatch(gap -> gap.compareTo(GAP) <= 0);
            assertThat(carts.pods().identities()).hasSize(6).doesNotContainAnyElementsOf(before);
            assertRevised(carts, request);
            assertThat(perPod(request)).containsExactlyElementsOf(expected(replicas, primaries));
            assertNeverTwoOfAShardAway(request.applied());
            carts.assertSettled(request);
            System.out.println("In a restart a shard took no write for at most " + writes.longestGaps());
        }
        assertThat(pods(true)).containsExactlyElementsOf(replicas);
    }

    @Test
    void after_the_end_the_provisioner_leaves_the_mark_and_the_pods_alone() {
        try (var request = orders.request(Wanted.restart("marked"))) {
            request.awaitPhase("Successful");
            var petSet = orders.database().items("petsets").getFirst();
            var pods = orders.pods().identities();
            var service =
                    cluster.client().services().inNamespace(cluster.namespace()).withName("orders-pods");

            service.delete();
            service.waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);

            var repaired = orders.database().items("petsets").getFirst();
            assertThat(repaired.at("/spec")).isEqualTo(petSet.at("/spec"));
            assertThat(repaired.at("/spec/template/metadata/annotations")
                            .path(REVISION)
                            .asText())
                    .isEqualTo(request.uid());
            assertThat(orders.pods().identities()).isEqualTo(pods);
        }
    }

    @Test
    void A24_a_budget_that_lets_nobody_go_makes_the_step_wait_and_then_fail() {
        var before = orders.pods().identities();
        budget(0);
        try (var request = orders.request(Wanted.restart("no-budget").with("timeout", "10s"))) {
            request.awaitPhase("Failed");

            assertThat(request.reason("Failed")).isEqualTo("RestartTimedOut");
            assertThat(request.message("Failed"))
                    .contains("orders-0")
                    .contains("The disruption budget orders needs 1 healthy pods and has 1 currently");
            assertThat(request.message("EvictPod--orders-0"))
                    .isEqualTo("evict pod; ConditionStatus:False; PodName:orders-0");
            assertThat(orders.pods().identities()).isEqualTo(before);
            orders.assertSettled(request);
        } finally {
            budget(1);
        }
    }

    @Test
    void a_pod_with_two_budgets_waits_and_says_so_until_it_has_one() {
        JsonNode second = cluster.create("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: second},"
                + " spec: {maxUnavailable: 1, selector: {matchLabels: {app.kubernetes.io/instance: orders}}}}");
        try (var request = orders.request(Wanted.restart("two-budgets"))) {
            request.await(
                    "the words of the API server",
                    sight -> sight.condition("Retrying")
                            .filter(said -> said.path("message").asText().contains("more than one PodDisruptionBudget"))
                            .isPresent());

            cluster.delete(second);

            request.awaitPhase("Successful");
            assertRevised(orders, request);
        }
    }

    @Test
    void A16_a_pod_that_does_not_come_back_ends_the_request_in_its_time_and_the_published_pair_is_the_live_one() {
        JsonNode quota = cluster.create(
                "{apiVersion: v1, kind: ResourceQuota, metadata: {name: stop}, spec: {hard: {pods: '0'}}}");
        try (var request = orders.request(Wanted.rotation("no-room").with("timeout", "10s"))) {
            try {
                request.awaitPhase("Failed");
            } finally {
                cluster.delete(quota);
            }

            assertThat(request.reason("Failed")).isEqualTo("RestartTimedOut");
            assertThat(request.message("Failed"))
                    .contains("pod orders-0 is not there yet", "no new RotateAuth is needed");
            orders.database().awaitPhase("Ready");
            orders.assertSettled(request);
            assertRevised(orders, request);
            assertThat(orders.pods().secretsInEnvironment("orders-0")).contains(orders.secretName());
        }
    }

    @Test
    void a_postgres_sums_up_at_the_end() {
        try (var database = Rotated.start(
                        cluster,
                        operator,
                        Engine.POSTGRES,
                        Engine.POSTGRES.sample().apply("ledger").with("deletionPolicy", "WipeOut"));
                var request = database.request(Wanted.restart("again"))) {
            request.awaitPhase("Successful");

            assertThat(request.conditions().stream().map(line -> line.replaceAll("/.*", "")))
                    .containsExactly(
                            "Restart",
                            "UpdatePetSets",
                            "RestartNodes",
                            "EvictPod",
                            "CheckPodReady--ledger-0",
                            "CheckPodReady",
                            "Successful");
            assertRevised(database, request);
        }
    }

    private static void assertRevised(Rotated database, RequestSeen request) {
        assertThat(database.pods().names())
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(database.pods()
                                .named(pod)
                                .orElseThrow()
                                .getMetadata()
                                .getAnnotations())
                        .containsEntry(REVISION, request.uid()));
    }

    private void assertNeverTwoOfAShardAway(Instant since) {
        for (int shard = 0; shard < SHARDS; shard++) {
            var first = absences(pod(shard, 0), since);
            var second = absences(pod(shard, 1), since);
            assertThat(first).hasSize(1);
            assertThat(second).hasSize(1).noneMatch(one -> overlap(one, first.getFirst()));
        }
    }

    private List<Pods.Absence> absences(String pod, Instant since) {
        return carts.pods().absences(pod).stream()
                .filter(absence -> absence.from().isAfter(since))
                .toList();
    }

    private static boolean overlap(Pods.Absence one, Pods.Absence other) {
        return one.from().isBefore(other.until().orElseThrow())
                && other.from().isBefore(one.until().orElseThrow());
    }

    /// The types of the entries of single pods.
    private static List<String> perPod(RequestSeen request) {
        return request.conditions().stream()
                .map(line -> line.substring(0, line.indexOf('/')))
                .filter(type -> type.contains("--"))
                .toList();
    }

    private static List<String> expected(List<String> replicas, List<String> primaries) {
        var expected = new ArrayList<String>();
        replicas.forEach(replica -> expected.addAll(List.of("EvictPod--" + replica, "IsPodReady--" + replica)));
        for (int shard = 0; shard < SHARDS; shard++) {
            String former = primaries.get(shard);
            expected.addAll(
                    List.of("Handover--" + replicas.get(shard), "EvictPod--" + former, "IsPodReady--" + former));
        }
        return expected;
    }

    /// The primaries or the replicas, by their shards, as they say themselves.
    private List<String> pods(boolean primaries) {
        return IntStream.range(0, SHARDS)
                .boxed()
                .flatMap(shard -> Stream.of(pod(shard, 0), pod(shard, 1)))
                .filter(pod -> isPrimary(pod) == primaries)
                .toList();
    }

    private boolean isPrimary(String pod) {
        try (var jedis = new Jedis(carts.database().podAddress(pod), Engine.REDIS.port())) {
            jedis.auth(carts.database().password());
            return jedis.info("replication").contains("role:master");
        }
    }

    private void failOver(String replica) {
        try (var jedis = new Jedis(carts.database().podAddress(replica), Engine.REDIS.port())) {
            jedis.auth(carts.database().password());
            jedis.sendCommand(Protocol.Command.CLUSTER, "FAILOVER");
        }
        var deadline = Deadline.in(Duration.ofSeconds(20));
        while (!isPrimary(replica) && !deadline.hasPassed()) {
            Thread.onSpinWait();
        }
        assertThat(pods(true)).contains(replica);
    }

    private static String pod(int shard, int number) {
        return "carts-shard" + shard + "-" + number;
    }

    private void budget(int maxUnavailable) {
        var budget = cluster.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(cluster.namespace())
                .withName("orders");
        budget.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"maxUnavailable\": " + maxUnavailable + "}}");
        budget.waitUntilCondition(
                seen -> seen != null
                        && seen.getStatus() != null
                        && Objects.equals(
                                seen.getStatus().getObservedGeneration(),
                                seen.getMetadata().getGeneration()),
                30,
                TimeUnit.SECONDS);
    }
}
