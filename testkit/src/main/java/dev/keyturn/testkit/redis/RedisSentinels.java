// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sentinels that watch one primary and know each other and its replicas.
public record RedisSentinels(List<RedisServer> servers, String primaryName) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Starts so many Sentinels over a running replication; all but one must agree that its primary is down.
    public static RedisSentinels watching(RedisReplication replication, int size) {
        var setup = setup(replication, "main", Math.max(1, size - 1));
        List<RedisServer> started = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                started.add(RedisServer.start(setup, RedisRole.SENTINEL));
            }
            var sentinels = new RedisSentinels(List.copyOf(started), "main");
            started.forEach(sentinel ->
                    sentinels.awaitAll(sentinel, replication.replicas().size()));
            return sentinels;
        } catch (RuntimeException e) {
            started.forEach(RedisServer::close);
            throw e;
        }
    }

    @Override
    public void close() {
        servers.forEach(RedisServer::close);
    }

    private static RedisSetup setup(RedisReplication replication, String name, int quorum) {
        var watched = replication.primary().setup().admin();
        return RedisSetup.with(replication.primary().setup().binary())
                .keeping(RedisSetup.UsersIn.CONFIGURATION)
                .admin(watched)
                .directive("sentinel sentinel-user " + watched.name())
                .directive("sentinel sentinel-pass " + watched.password())
                .directive("sentinel monitor " + name + " 127.0.0.1 "
                        + replication.primary().port() + " " + quorum)
                .directive("sentinel auth-user " + name + " " + watched.name())
                .directive("sentinel auth-pass " + name + " " + watched.password())
                .directive("sentinel down-after-milliseconds " + name + " 1000");
    }

    private void awaitAll(RedisServer sentinel, int replicas) {
        String others = "num-other-sentinels," + (servers.size() - 1) + ",";
        sentinel.await("all Sentinels and replicas are known", PATIENCE, () -> {
            var known = String.join(
                            ",",
                            sentinel.admin("SENTINEL", "MASTER", primaryName).items().stream()
                                    .map(RespReply::text)
                                    .toList())
                    + ",";
            return known.contains(others) && known.contains("num-slaves," + replicas + ",");
        });
    }
}
