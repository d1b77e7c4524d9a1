// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A Redis Cluster of primaries that share all slots and agree that they do.
public record RedisCluster(List<RedisServer> servers) implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Starts so many servers and returns when each of them calls the cluster whole. A dead one is called failed after
    /// a second.
    public static RedisCluster start(RedisSetup setup, int size) {
        var clustered = setup.directive("cluster-node-timeout 1000");
        List<RedisServer> started = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                started.add(RedisServer.start(clustered, RedisRole.CLUSTER_NODE));
            }
            var cluster = new RedisCluster(List.copyOf(started));
            cluster.form();
            return cluster;
        } catch (RuntimeException e) {
            started.forEach(RedisServer::close);
            throw e;
        }
    }

    /// Waits until every other server says that this one has failed (flag `fail`, not `fail?`).
    public void awaitFailed(RedisServer dead) {
        servers.stream()
                .filter(server -> server != dead)
                .forEach(server -> server.await(
                        dead.name() + " has failed",
                        PATIENCE,
                        () -> server.admin("CLUSTER", "NODES")
                                .text()
                                .lines()
                                .anyMatch(line -> line.contains(dead.name() + "@") && isFailed(line))));
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }

    private void form() {
        for (int i = 0; i < servers.size(); i++) {
            var server = servers.get(i);
            server.admin("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            server.admin(slots(i * SLOTS / servers.size(), (i + 1) * SLOTS / servers.size()));
            server.admin(
                    "CLUSTER",
                    "MEET",
                    "127.0.0.1",
                    Integer.toString(servers.getFirst().port()));
        }
        servers.forEach(this::awaitWhole);
    }

    private void awaitWhole(RedisServer server) {
        server.await("the cluster is whole", PATIENCE, () -> {
            var info = server.admin("CLUSTER", "INFO").text();
            return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + servers.size() + "\r");
        });
    }

    private static String[] slots(int from, int behind) {
        List<String> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        IntStream.range(from, behind).mapToObj(Integer::toString).forEach(command::add);
        return command.toArray(String[]::new);
    }

    private static boolean isFailed(String nodeLine) {
        return List.of(nodeLine.split(" ", -1)[2].split(",", -1)).contains("fail");
    }
}
