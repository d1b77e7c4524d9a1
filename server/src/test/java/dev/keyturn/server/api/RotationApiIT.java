// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.targets.redis.RedisDriver;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationApiIT {
    private static final String ROTATIONS = "/api/v2/secret-rotations/redis-credentials";

    @Test
    void rotates_a_real_redis(@TempDir Path folder) {
        try (var redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
                var server = RunningServer.start(
                        folder, Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"), List.of(new RedisDriver()))) {
            String token = server.bootstrap();
            String project = server.call(
                            token,
                            "POST",
                            "/api/v2/workspace",
                            "{\"projectName\":\"Shop\",\"type\":\"secret-manager\"}")
                    .text("/project/id");
            Answer connection = server.call(token, "POST", "/api/v1/app-connections/redis", """
                    {"name":"r1","method":"username-and-password","projectId":"%s","credentials":{"host":"127.0.0.1",
                    "port":%d,"username":"%s","password":"%s"}}""".formatted(
                            project,
                            redis.port(),
                            redis.setup().admin().name(),
                            redis.setup().admin().password()));
            Answer made =
                    server.call(token, "POST", ROTATIONS, """
                    {"name":"my-redis-rotation","projectId":"%s","connectionId":"%s","environment":"dev",
                    "secretPath":"/","rotationInterval":2,"rotateAtUtc":{"hours":11.5,"minutes":29.5},"parameters":{},
                    "secretsMapping":{"username":"REDIS_USERNAME","password":"REDIS_PASSWORD"}}""".formatted(project, connection.text("/appConnection/id")));
            assertThat(made.status()).isEqualTo(200);
            String id = made.text("/secretRotation/id");
            Answer rotated = server.call(token, "POST", ROTATIONS + "/" + id + "/rotate-secrets");
            assertThat(rotated.status()).isEqualTo(200);
            assertThat(rotated.json().at("/secretRotation/activeIndex").asInt()).isEqualTo(1);
        }
    }
}
