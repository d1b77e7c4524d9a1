// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.nodes;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.e2e.process.KeyturnServer;
import dev.keyturn.e2e.process.ServerSetup;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import dev.keyturn.testkit.redis.RespReply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One node of several refuses or is down: the run fails before publication, names the node, and leaves no candidate
/// anywhere.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeFaultsIT {

    private static final RedisAccount ROTATOR = RedisAccount.random("rotator", RedisAccount.EVERYTHING);
    private static final RedisSetup SETUP =
            RedisSetup.with(RedisBinary.chosen()).account(ROTATOR);

    private final Installation installation = Installation.open(KeyturnServer.start(ServerSetup.fresh()));

    @AfterAll
    void close() {
        installation.close();
    }

    @Test
    void a_replica_that_denies_setuser_stops_the_run_and_no_node_keeps_a_candidate() {
        try (var redis = RedisReplication.start(SETUP, 1)) {
            var replica = redis.replicas().getFirst();
            var rotation = rotation("denied", redis.primary());
            var sets = rotation.sets();
            assertThat(sets).hasSize(2).allMatch(set -> logsInEverywhere(set, redis.servers()));
            replica.admin("ACL", "SETUSER", "rotator", "-acl", "+acl|deluser", "+acl|whoami", "+acl|save");
            var users = aclLists(redis.servers());

            assertThat(rotation.rotate()).isError(500, "InternalServerError").says(replica.name());

            assertUntouched(rotation, sets, replica);
            assertThat(aclLists(redis.servers())).isEqualTo(users);
            replica.admin("ACL", "SETUSER", "rotator", "+acl");
            assertThat(rotation.rotate()).isOk().has("/secretRotation/rotationStatus", "success");
            assertThat(rotation.sets()).allMatch(set -> logsInEverywhere(set, redis.servers()));
        }
    }

    @Test
    void a_stopped_cluster_node_stops_the_run_and_no_node_keeps_a_candidate() {
        try (var redis = RedisCluster.start(SETUP, 3)) {
            var stopped = redis.servers().getLast();
            var rotation = rotation("stopped", redis.servers().getFirst());
            var sets = rotation.sets();
            assertThat(sets).hasSize(2).allMatch(set -> logsInEverywhere(set, redis.servers()));
            var users = aclLists(redis.servers());
            stopped.kill();
            try {
                assertThat(rotation.rotate())
                        .isError(500, "InternalServerError")
                        .says(stopped.name());
            } finally {
                stopped.restart();
            }

            assertUntouched(rotation, sets, stopped);
            assertThat(aclLists(redis.servers())).isEqualTo(users);
            assertThat(sets).allMatch(set -> logsInEverywhere(set, redis.servers()));
        }
    }

    /// A rotation on this node and its neighbours, with two live sets.
    private Rotation rotation(String name, RedisServer node) {
        var project = installation.project(name);
        var rotation = project.rotation(name, project.connection(name, node.port(), ROTATOR));
        rotation.rotate().ok();
        return rotation;
    }

    private static void assertUntouched(Rotation rotation, List<Rotation.Pair> sets, RedisServer guilty) {
        var resource = rotation.resource();
        assertThat(resource.path("rotationStatus").asText()).isEqualTo("failed");
        assertThat(resource.path("lastRotationMessage").asText()).contains(guilty.name());
        assertThat(resource.path("credentialVersion").intValue()).isEqualTo(2);
        assertThat(rotation.sets()).isEqualTo(sets);
        assertThat(rotation.attempts().ok().at("/attempts/0/steps"))
                .anyMatch(step -> step.path("outcome").asText().equals("failed")
                        && step.path("node").asText().equals(guilty.name()));
    }

    private static boolean logsInEverywhere(Rotation.Pair pair, List<RedisServer> nodes) {
        return nodes.stream().allMatch(node -> node.accepts(pair.username(), pair.password()));
    }

    private static List<List<String>> aclLists(List<RedisServer> nodes) {
        return nodes.stream()
                .map(node -> node.admin("ACL", "LIST").items().stream()
                        .map(RespReply::text)
                        .sorted()
                        .toList())
                .toList();
    }
}
