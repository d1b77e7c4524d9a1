// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Who still uses which set (API contract §13.3, K15), with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class RotationUsageIT {
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
    void shows_the_sets_that_still_log_in_by_slot() {
        String id = world.rotation();
        world.rotate(id);
        world.rotate(id);

        JsonNode usage = usage(id);

        assertThat(usage.path("rotationId").asText()).isEqualTo(id);
        assertThat(usage.path("type").asText()).isEqualTo("redis-credentials");
        assertThat(usage.at("/sets/0/credentialVersion").asInt()).isEqualTo(3);
        assertThat(usage.at("/sets/0/state").asText()).isEqualTo("active");
        assertThat(usage.at("/sets/0/username")).isEqualTo(world.sets(id).at("/0/username"));
        assertThat(usage.at("/sets/1/credentialVersion").asInt()).isEqualTo(2);
        assertThat(usage.at("/sets/1/state").asText()).isEqualTo("grace");
        assertThat(usage.at("/sets/1/validUntil").isNull()).isTrue();
    }

    @Test
    void shows_when_a_grace_ends() {
        String id = world.rotation(body -> body.put("gracePeriodSeconds", 3600));
        world.rotate(id);

        JsonNode usage = usage(id);

        Instant published = Instant.parse(world.shown(id).path("lastRotatedAt").asText());
        assertThat(Instant.parse(usage.at("/sets/0/validUntil").asText())).isEqualTo(published.plusSeconds(3600));
    }

    @Test
    void remembers_who_read_which_set_through_keyturn() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        world.readSecret(name);
        world.rotate(id);

        JsonNode before = usage(id);
        world.get("/api/v4/secrets?projectId=" + world.project + "&environment=dev");
        JsonNode after = usage(id);

        assertThat(before.at("/sets/0/readers")).hasSize(1);
        assertThat(before.at("/sets/0/readers/0/actor").asText()).isNotEmpty();
        assertThat(before.at("/sets/1/readers")).isEmpty();
        assertThat(after.at("/sets/1/readers")).hasSize(1);
    }

    @Test
    void remembers_the_last_minute_of_a_reader_and_no_read_without_a_value() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        world.get("/api/v4/secrets/" + name + "?projectId=" + world.project + "&environment=dev&viewSecretValue=false");
        JsonNode none = usage(id);
        world.get(ROTATIONS + "/" + id + "/active-credentials");
        Instant first = readAt(usage(id));
        world.get(ROTATIONS + "/" + id + "/active-credentials");
        Instant soon = readAt(usage(id));
        world.clock.forward(Duration.ofMinutes(2));
        world.get(ROTATIONS + "/" + id + "/generated-credentials");

        assertThat(none.at("/sets/0/readers")).isEmpty();
        assertThat(soon).isEqualTo(first);
        assertThat(readAt(usage(id))).isAfter(first.plusSeconds(100));
    }

    @Test
    void shows_a_client_that_is_logged_in_with_the_previous_set() {
        String id = world.rotation();
        JsonNode first = world.sets(id).get(0);
        try (var client = world.redis.connect()) {
            client.call(
                    "AUTH",
                    first.path("username").asText(),
                    first.path("password").asText());
            client.call("CLIENT", "SETNAME", "checkout");
            world.rotate(id);

            JsonNode usage = usage(id);

            assertThat(usage.at("/sets/0/state").asText()).isEqualTo("grace");
            assertThat(usage.at("/sets/0/clients")).hasSize(1);
            assertThat(usage.at("/sets/0/clients/0/name").asText()).isEqualTo("checkout");
            assertThat(usage.at("/sets/0/clients/0/count").asInt()).isEqualTo(1);
            assertThat(usage.at("/sets/0/clients/0/node").asText()).isEqualTo("127.0.0.1:" + world.redis.port());
            assertThat(usage.at("/sets/1/clients")).isEmpty();
            assertThat(usage.path("unavailable")).isEmpty();
        }
    }

    @Test
    void lists_what_could_not_be_asked_and_holds_nobody_up() {
        String id = world.rotation();
        world.redis.stop();

        JsonNode usage = usage(id);

        world.redis.restart();
        assertThat(usage.at("/unavailable/0/source").asText()).isEqualTo("clients");
        assertThat(usage.at("/unavailable/0/node").asText()).isEqualTo("127.0.0.1:" + world.redis.port());
        assertThat(usage.at("/unavailable/0/message").asText()).isNotEmpty();
        assertThat(usage.path("sets")).hasSize(1);
    }

    private JsonNode usage(String id) {
        var answer = world.get(ROTATIONS + "/" + id + "/usage");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("usage");
    }

    private static Instant readAt(JsonNode usage) {
        return Instant.parse(usage.at("/sets/0/readers/0/lastReadAt").asText());
    }
}
