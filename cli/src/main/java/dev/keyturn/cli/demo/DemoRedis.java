// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

import dev.keyturn.core.credential.Password;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisConnection;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.Map;

/// A Redis of its own for the demo, with an ACL file and an administrator whose password nobody else knows.
public final class DemoRedis implements DemoDatabase {

    private final RedisServer server;

    private DemoRedis(RedisServer server) {
        this.server = server;
    }

    public static DemoRedis start() {
        return new DemoRedis(RedisServer.start(RedisSetup.with(RedisBinary.chosen())));
    }

    /// The server itself, for whoever wants to look at it from behind, or to harm it.
    public RedisServer server() {
        return server;
    }

    @Override
    public DemoTarget target() {
        var admin = server.setup().admin();
        return new DemoTarget(
                server.toString(),
                "redis",
                new Credentials(
                        server.address().getHostString(), server.port(), admin.name(), Password.of(admin.password())),
                "redis-credentials",
                Map.of("permissionScope", "~* +@all"),
                Map.of("username", "REDIS_USERNAME", "password", "REDIS_PASSWORD"),
                new RedisConnection(server.address()));
    }

    @Override
    public void close() {
        server.close();
    }

    /// As a Redis connection of the API has them.
    private record Credentials(String host, int port, String username, Password password) {}
}
