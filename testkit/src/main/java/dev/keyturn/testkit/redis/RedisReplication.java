// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One primary and its replicas, linked and in step. The link has a user of its own, as it should.
public record RedisReplication(RedisServer primary, List<RedisServer> replicas) implements AutoCloseable {

    /// The user under which replicas, and Sentinels, ask a primary.
    private static final String LINK = "replication-link";

    private static final String LINK_RULES =
            "+psync +replconf +ping +info +role +publish +subscribe +multi +exec +slaveof +config|rewrite +client &*";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public static RedisReplication start(RedisSetup setup, int replicas) {
        var link = RedisAccount.random(LINK, LINK_RULES);
        var linked =
                setup.account(link).directive("masteruser " + link.name()).directive("masterauth " + link.password());
        List<RedisServer> started = new ArrayList<>();
        try {
            started.add(RedisServer.start(linked));
            var following =
                    linked.directive("replicaof 127.0.0.1 " + started.getFirst().port());
            for (int i = 0; i < replicas; i++) {
                started.add(RedisServer.start(following));
            }
            var replication = new RedisReplication(started.getFirst(), List.copyOf(started.subList(1, started.size())));
            replication.replicas.forEach(RedisReplication::awaitLink);
            replication.awaitReplicasKnown();
            return replication;
        } catch (RuntimeException e) {
            started.forEach(RedisServer::close);
            throw e;
        }
    }

    /// Primary first.
    public List<RedisServer> servers() {
        List<RedisServer> all = new ArrayList<>(List.of(primary));
        all.addAll(replicas);
        return List.copyOf(all);
    }

    @Override
    public void close() {
        servers().forEach(RedisServer::close);
    }

    private static void awaitLink(RedisServer replica) {
        replica.await(
                "its link to the primary is up",
                PATIENCE,
                () -> replica.admin("INFO", "replication").text().contains("master_link_status:up"));
    }

    private void awaitReplicasKnown() {
        primary.await(
                "all replicas are online",
                PATIENCE,
                () -> primary.admin("INFO", "replication")
                                .text()
                                .lines()
                                .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                                .count()
                        == replicas.size());
    }
}
