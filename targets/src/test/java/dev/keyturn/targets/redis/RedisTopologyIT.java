// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import static dev.keyturn.targets.redis.Visitor.refusal;
import static dev.keyturn.targets.redis.Visitor.silence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Session;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisSentinels;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class RedisTopologyIT {

    private final RedisSetup setup = RedisSetup.with(RedisBinary.chosen());

    @Nested
    class Alone {

        @Test
        void is_the_one_node_that_was_connected_to() throws Exception {
            try (var server = RedisServer.start(setup);
                    Beside target = Visitor.to(server).open()) {
                assertThat(target.nodes().required()).extracting(Node::address).containsExactly(server.name());
                assertThat(target.warnings()).isEmpty();
            }
        }

        @Test
        void warns_where_it_may_not_ask_for_other_nodes() throws Exception {
            var blind = RedisAccount.random("blind", "+acl|setuser +acl|deluser");
            try (var server = RedisServer.start(setup.account(blind));
                    Beside target = Visitor.as(blind, RedisEngine.connection(server.port()))
                            .open()) {
                assertThat(target.nodes().required()).extracting(Node::address).containsExactly(server.name());
                assertThat(target.warnings())
                        .singleElement()
                        .asString()
                        .contains("nodes unknown", server.name(), "ACL SETUSER blind +role");
            }
        }

        @Test
        void does_not_warn_where_the_nodes_are_configured() throws Exception {
            var blind = RedisAccount.random("blind", "+acl|setuser +acl|deluser");
            try (var server = RedisServer.start(setup.account(blind));
                    Beside target = Visitor.as(
                                    blind, RedisEngine.connection(server.port(), RedisEngine.endpoint(server.port())))
                            .open()) {
                assertThat(target.nodes().required()).hasSize(1);
                assertThat(target.warnings()).isEmpty();
            }
        }
    }

    @Nested
    class With_replicas {

        @Test
        void finds_replicas_and_their_replicas_from_each_of_them() throws Exception {
            try (var replication = RedisReplication.start(setup, 1)) {
                var middle = replication.replicas().getFirst();
                try (var leaf = RedisServer.start(
                        replication.primary().setup().directive("replicaof 127.0.0.1 " + middle.port()))) {
                    leaf.await(
                            "its link is up",
                            Duration.ofSeconds(10),
                            () -> middle.admin("INFO", "replication")
                                    .text()
                                    .contains("port=" + leaf.port() + ",state=online"));

                    for (RedisServer entry : List.of(replication.primary(), middle)) {
                        try (Beside target = Visitor.to(entry).open()) {
                            assertThat(target.nodes().required())
                                    .extracting(Node::address)
                                    .containsExactlyInAnyOrder(
                                            replication.primary().name(), middle.name(), leaf.name());
                        }
                    }
                }
            }
        }

        @Test
        void does_not_connect_to_an_announced_address_that_is_not_allowed() throws Exception {
            try (var replication = RedisReplication.start(setup.directive("replica-announce-ip 127.0.0.2"), 1)) {
                var session = Visitor.unhurried();
                var primaryOnly =
                        new Session(session.holder(), session.deadline(), address -> address[address.length - 1] == 1);
                try (Beside target =
                        Visitor.to(replication.primary()).within(primaryOnly).open()) {
                    var refused = refusal(target::nodes);

                    assertThat(refused.code()).isEqualTo("ADDRESS");
                    assertThat(refused.node())
                            .hasValue("127.0.0.2:"
                                    + replication.replicas().getFirst().port());
                    assertThat(refused).hasMessageContaining("127.0.0.2 may not be connected to");
                }
            }
        }

        @Test
        void asks_a_sentinel_for_the_primary_and_its_replicas() throws Exception {
            try (var replication = RedisReplication.start(setup, 1);
                    var sentinels = RedisSentinels.watching(replication, 1);
                    Beside target = Visitor.to(sentinels.servers().getFirst()).open()) {
                assertThat(target.nodes().required())
                        .extracting(Node::address)
                        .containsExactlyElementsOf(replication.servers().stream()
                                .map(RedisServer::name)
                                .toList());
            }
        }
    }

    @Nested
    class A_cluster {

        @Test
        void calls_its_members_by_their_ids_and_a_dead_one_failed_only_when_it_does_itself() throws Exception {
            watchOneDie(setup);
        }

        @Test
        @EnabledIf(value = "dev.keyturn.targets.redis.Redis7#isInstalled", disabledReason = Redis7.MISSING)
        void does_so_in_version_7_where_it_lists_shards() throws Exception {
            watchOneDie(RedisSetup.with(Redis7.binary()));
        }

        /// A lock ends the connections of sessions with the same holder.
        private static Session anotherHolder() {
            var session = Visitor.unhurried();
            return new Session("another", session.deadline(), session.reach());
        }

        private void watchOneDie(RedisSetup clusterSetup) throws Exception {
            try (var cluster = RedisCluster.start(clusterSetup, 3)) {
                var entry = cluster.servers().getFirst();
                var dead = cluster.servers().getLast();
                var listed = Visitor.as(
                        entry.setup().admin(),
                        RedisEngine.connection(
                                entry.port(), RedisEngine.endpoint(entry.port()), RedisEngine.endpoint(dead.port())));
                try (Beside target = Visitor.to(entry).open();
                        Beside configured = listed.within(anotherHolder()).open()) {
                    var deadId = dead.admin("CLUSTER", "MYID").text();
                    var whole = target.nodes();
                    var listedWhole = configured.nodes();
                    dead.kill();
                    var suspected = target.nodes();
                    var silent = silence(target::lock);
                    cluster.awaitFailed(dead);
                    var failed = target.nodes();

                    assertThat(whole.required()).hasSize(3).extracting(Node::id).contains(deadId);
                    assertThat(whole.failed()).isEmpty();
                    assertThat(listedWhole.required()).hasSize(2);
                    assertThat(suspected.required()).hasSize(3);
                    assertThat(silent.node()).hasValue(dead.name());
                    assertThat(failed.failed()).extracting(Node::id).containsExactly(deadId);
                    assertThat(failed.required()).hasSize(2);
                    assertThat(configured.nodes().failed())
                            .extracting(Node::address)
                            .containsExactly(dead.name());
                    assertThat(configured.nodes().required())
                            .extracting(Node::address)
                            .containsExactly(entry.name());
                }
            }
        }
    }
}
