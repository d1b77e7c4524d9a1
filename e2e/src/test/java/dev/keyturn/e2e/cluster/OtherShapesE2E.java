// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.process.KeyturnOperator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import redis.clients.jedis.Jedis;

/// A Redis Cluster of three shards with two nodes each, and a PostgreSQL of another major version. They come up side by
/// side.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherShapesE2E {

    private static final List<String> SHARDS = List.of("carts-shard0", "carts-shard1", "carts-shard2");

    private Cluster cluster;
    private KeyturnOperator operator;
    private Watched carts;
    private Watched orders;

    @BeforeAll
    void start() {
        cluster = Cluster.open("shapes");
        operator = OperatorProcess.start(cluster.namespace(), "provisioner,petset");
        carts = Watched.create(
                cluster, operator, Sample.redis("carts").with("mode", "Cluster").with("deletionPolicy", "WipeOut"));
        orders = Watched.create(
                cluster, operator, Sample.postgres("orders", "17").with("deletionPolicy", "WipeOut"));
    }

    @AfterAll
    void end() {
        operator.close();
        cluster.close();
    }

    @Test
    void A4_postgres_17_is_ready_with_five_conditions_in_order() throws Exception {
        orders.awaitPhase("Ready");

        assertReady(orders);
        Logins.postgres(orders.podAddress("orders-0"), 5432, "postgres", orders.password());
    }

    @Test
    void A4_A6_a_redis_cluster_is_ready_whole_and_named_as_in_the_contract_and_goes_without_a_trace() {
        carts.awaitPhase("Ready");

        assertReady(carts);
        assertThat(carts.names("petsets")).isEqualTo(SHARDS);
        assertThat(carts.names("statefulsets")).isEqualTo(SHARDS);
        assertThat(carts.names("poddisruptionbudgets")).isEqualTo(SHARDS);
        assertThat(carts.names("services")).containsExactly("carts", "carts-pods");
        var pods = SHARDS.stream()
                .flatMap(shard -> IntStream.range(0, 2).mapToObj(node -> shard + "-" + node))
                .toList();
        assertThat(carts.names("pods")).isEqualTo(pods);
        assertThat(carts.names("persistentvolumeclaims"))
                .isEqualTo(pods.stream().map(pod -> "data-" + pod).toList());
        pods.forEach(this::assertMember);

        carts.delete();
        carts.awaitGone();
        for (String plural : List.of("pods", "petsets", "services", "persistentvolumeclaims", "secrets")) {
            carts.awaitNone(plural);
        }
    }

    private void assertMember(String pod) {
        try (var jedis = new Jedis(carts.podAddress(pod), 6379)) {
            jedis.auth("default", carts.password());
            assertThat(jedis.clusterInfo()).contains("cluster_state:ok", "cluster_known_nodes:6", "cluster_size:3");
        }
    }

    private static void assertReady(Watched database) {
        assertThat(database.conditions())
                .containsExactly(
                        "ProvisioningStarted=True",
                        "ReplicaReady=True",
                        "AcceptingConnection=True",
                        "Ready=True",
                        "Provisioned=True");
    }
}
