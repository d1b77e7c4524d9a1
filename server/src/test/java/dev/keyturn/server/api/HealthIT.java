// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.CONNECTIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What checks find, on request and by the hour (API contract §2.1, §13.2, K26), with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class HealthIT {
    private RotationWorld world;

    @BeforeAll
    void start() {
        world = new RotationWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void knows_from_the_publication_on_that_the_set_logs_in_and_what_a_requested_check_found() {
        String id = world.rotation();
        JsonNode before = health(id);

        Answer checked = check(id);

        assertThat(before.path("status").asText()).isEqualTo("ok");
        assertThat(before.path("checkedAt")).isEqualTo(world.shown(id).path("lastRotatedAt"));
        assertThat(before.at("/nodes/0/node").asText()).isEqualTo("127.0.0.1:" + world.redis.port());
        assertThat(checked.status()).isEqualTo(204);
        JsonNode after = health(id);
        assertThat(after.path("status").asText()).isEqualTo("ok");
        assertThat(after.at("/nodes/0/node").asText()).isEqualTo("127.0.0.1:" + world.redis.port());
        assertThat(after.at("/nodes/0/lastOkAt")).isEqualTo(after.path("checkedAt"));
    }

    @Test
    void shows_a_published_set_that_the_target_refuses() {
        String id = world.rotation();
        check(id);
        JsonNode set = world.sets(id).get(0);
        world.redis.admin("ACL", "DELUSER", set.path("username").asText());

        Answer checked = check(id);

        assertThat(checked.status()).isEqualTo(400);
        JsonNode health = health(id);
        assertThat(health.path("status").asText()).isEqualTo("failing");
        assertThat(health.path("message").asText()).contains("verify on node 127.0.0.1:" + world.redis.port());
        assertThat(health.at("/nodes/0/status").asText()).isEqualTo("failing");
        assertThat(health.at("/nodes/0/lastOkAt").isNull()).isFalse();
        assertThat(world.shown(id).path("rotationStatus").asText()).isEqualTo("success");
    }

    @Test
    void says_nothing_of_the_set_before_once_another_is_published() {
        String id = world.rotation();
        world.redis.admin(
                "ACL", "DELUSER", world.sets(id).get(0).path("username").asText());
        check(id);

        world.rotate(id);

        assertThat(health(id).path("status").asText()).isEqualTo("ok");
        assertThat(health(id).path("message").isNull()).isTrue();
        assertThat(health(id).path("checkedAt")).isEqualTo(world.shown(id).path("lastRotatedAt"));
    }

    @Test
    void knows_a_connection_from_its_making_on() {
        assertThat(connectionHealth(world).path("status").asText()).isEqualTo("ok");
        assertThat(connectionHealth(world).at("/nodes/0/node").asText()).isEqualTo("127.0.0.1:" + world.redis.port());
    }

    @Test
    void checks_connections_and_their_rotations_regularly() {
        try (var often = new RotationWorld(
                Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true", "KEYTURN_HEALTH_INTERVAL_SECONDS", "60"))) {
            String id = often.rotation(body -> body.put("isAutoRotationEnabled", false));
            JsonNode made = connectionHealth(often).path("checkedAt");

            often.await("a round after the one that made it", () -> {
                often.clock.forward(Duration.ofMinutes(1));
                return !connectionHealth(often).path("checkedAt").equals(made);
            });
            awaitHealth(often, id, "ok");
            JsonNode first = connectionHealth(often);
            often.redis.stop();
            awaitHealth(often, id, "failing");
            JsonNode second = connectionHealth(often);
            often.redis.restart();
            awaitHealth(often, id, "ok");

            assertThat(first.path("checkedAt")).isNotEqualTo(made);
            assertThat(first.path("status").asText()).isEqualTo("ok");
            assertThat(second.path("status").asText()).isEqualTo("failing");
            assertThat(second.path("message").asText()).isNotEmpty();
            assertThat(often.shown(id).path("rotationStatus").asText()).isEqualTo("success");
        }
    }

    /// Rounds pass until one has found it, of the rotation and of its connection: each has its own turn.
    private static void awaitHealth(RotationWorld at, String id, String status) {
        at.await("health " + status, () -> {
            at.clock.forward(Duration.ofMinutes(1));
            return at.shown(id).at("/health/status").asText().equals(status)
                    && connectionHealth(at).path("status").asText().equals(status);
        });
    }

    private Answer check(String id) {
        return world.post(ROTATIONS + "/" + id + "/check-credentials", "");
    }

    private JsonNode health(String id) {
        return world.shown(id).path("health");
    }

    private static JsonNode connectionHealth(RotationWorld at) {
        return at.get(CONNECTIONS + "/" + at.connection).json().at("/appConnection/health");
    }
}
