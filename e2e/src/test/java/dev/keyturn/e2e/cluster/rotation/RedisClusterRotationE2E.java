// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.e2e.cluster.OperatorProcess;
import dev.keyturn.e2e.cluster.rotation.Pods.Absence;
import dev.keyturn.e2e.process.KeyturnOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;

/// The password of a Redis Cluster of three shards with two nodes each.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisClusterRotationE2E {

    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private Cluster cluster;
    private KeyturnOperator operator;
    private Rotated carts;

    @BeforeAll
    void start() {
        cluster = Cluster.open("shards");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,ops-manager,petset");
        carts = Rotated.start(
                cluster,
                operator,
                Engine.REDIS,
                Engine.REDIS.sample().apply("carts").with("mode", "Cluster").with("deletionPolicy", "WipeOut"));
    }

    @AfterAll
    void end() {
        carts.close();
        operator.close();
        cluster.close();
    }

    @Test
    void Z1_Z13_on_six_nodes_nobody_is_refused_and_the_former_password_ends_on_each() {
        var story = Story.of(carts, Wanted.live("generated"));

        assertThat(carts.pods().names()).hasSize(6);
        assertThat(story.published().refused()).as(story.published().toString()).isEmpty();
        assertThat(story.published().unavailable())
                .as(story.published().toString())
                .isEmpty();
        assertThat(story.either().refused()).as(story.either().toString()).isEmpty();
        carts.assertRefused(story.before().current());
        carts.assertSettled(story.request());
        System.out.printf(
                "Redis Cluster: published after %d ms%n", story.untilPublished().toMillis());
    }

    @Test
    void Z11_one_node_that_refuses_the_change_leaves_no_trace_of_it_on_the_other_five() {
        var before = carts.pairs();
        String last = masters().getLast();
        permit(last, "-acl|setuser");
        try (var probes = carts.probes();
                var request = carts.request(
                        Wanted.live("refused").with("timeout", "20s").with("maxRetries", "0"))) {
            request.awaitPhase("Failed");
            probes.look();

            assertThat(carts.pairs()).isEqualTo(before);
            assertThat(carts.secrets().candidates(request.uid()))
                    .as("candidates: a right that is missing is seen before one is drawn")
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(candidate -> carts.assertRefused(carts.login("default", candidate)));
            probes.assertNobodyRefused();
            probes.assertAlwaysAvailable();
            carts.assertSettled(request);
        } finally {
            permit(last, "+@all");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void Z3_A24_a_rolling_restart_refuses_nobody_and_never_takes_two_nodes_of_a_shard() {
        var story = Story.of(carts, Wanted.rotation("rolling"));

        assertThat(story.published().refused()).as(story.published().toString()).isEmpty();
        assertThat(story.either().refused()).as(story.either().toString()).isEmpty();
        assertThat(story.podsAfter()).hasSize(6).doesNotContainAnyElementsOf(story.podsBefore());
        for (int shard = 0; shard < 3; shard++) {
            var pods = podsOf(shard);
            assertThat(longestSilence(story.published(), pods))
                    .as("shard %d\n%s", shard, story.published())
                    .isLessThanOrEqualTo(HANDOVER);
            assertThat(absences(pods.getFirst(), story))
                    .noneMatch(one -> absences(pods.getLast(), story).stream().anyMatch(one::overlaps));
        }
        assertThat(masters()).hasSize(3);
        carts.assertSettled(story.request());
        System.out.println(story.published());
    }

    private List<Absence> absences(String pod, Story story) {
        return carts.pods().absences(pod).stream()
                .filter(absence -> absence.from().isAfter(story.request().applied()))
                .toList();
    }

    private static List<String> podsOf(int shard) {
        return IntStream.range(0, 2)
                .mapToObj(node -> "carts-shard" + shard + "-" + node)
                .toList();
    }

    /// The longest time in which no node of them let anybody in.
    private static Duration longestSilence(Attempts attempts, List<String> pods) {
        List<Instant> answers = attempts.of(Outcome.OK).stream()
                .filter(attempt -> pods.contains(attempt.target().replace("pod ", "")))
                .map(Attempt::at)
                .toList();
        return IntStream.range(1, answers.size())
                .mapToObj(i -> Duration.between(answers.get(i - 1), answers.get(i)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private List<String> masters() {
        return Stream.of(0, 1, 2)
                .flatMap(shard -> podsOf(shard).stream())
                .filter(this::isMaster)
                .toList();
    }

    /// Changes what the one account may do on a node, as another one that is made for it.
    private void permit(String pod, String rule) {
        try (var jedis = new Jedis(carts.database().podAddress(pod), 6379)) {
            if (rule.startsWith("-")) {
                jedis.auth("default", password());
                jedis.aclSetUser("rescuer", "on", ">rescues-the-other-one", "~*", "&*", "+@all");
                jedis.aclSetUser("default", rule);
            } else {
                jedis.auth("rescuer", "rescues-the-other-one");
                jedis.aclSetUser("default", rule);
                jedis.aclDelUser("rescuer");
            }
        }
    }

    private boolean isMaster(String pod) {
        try (var jedis = new Jedis(carts.database().podAddress(pod), 6379)) {
            jedis.auth("default", password());
            return jedis.info("replication").contains("role:master");
        }
    }

    private String password() {
        return carts.database().secret(carts.secretName(), "password").orElseThrow();
    }
}
