// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.CONNECTIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Changing what is wanted of a rotation (API contract §2.3, §4.7, §13.2), with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class RotationEditIT {
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
    void switches_the_schedule_off_and_on() {
        String id = world.rotation();

        JsonNode off = edit(id, "{\"isAutoRotationEnabled\":false}");
        JsonNode on = edit(id, "{\"isAutoRotationEnabled\":true,\"rotationInterval\":\"5\"}");

        assertThat(off.path("nextRotationAt").isNull()).isTrue();
        assertThat(on.path("rotationInterval").asInt()).isEqualTo(5);
        assertThat(Duration.between(at(on, "lastRotatedAt"), at(on, "nextRotationAt")))
                .isBetween(Duration.ofDays(4), Duration.ofDays(6));
    }

    @Test
    void renames_the_mapped_secrets_in_place_and_back() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        String user = world.shown(id).at("/secretsMapping/username").asText();
        Answer before = world.readSecret(name);

        edit(id, "{\"secretsMapping\":{\"username\":\"" + name + "\",\"password\":\"" + user + "\"}}");
        Answer swapped = world.readSecret(user);
        edit(id, "{\"secretsMapping\":{\"username\":\"U2\",\"password\":\"P/2\"}}");
        Answer renamed = world.readSecret("P%2F2");

        assertThat(swapped.text("/secret/id")).isEqualTo(before.text("/secret/id"));
        assertThat(renamed.text("/secret/id")).isEqualTo(before.text("/secret/id"));
        assertThat(renamed.text("/secret/secretValue")).isEqualTo(before.text("/secret/secretValue"));
        assertThat(world.readSecret(name).status()).isEqualTo(404);
    }

    @Test
    void refuses_names_that_are_taken_and_changes_nothing() {
        String id = world.rotation();
        JsonNode other = world.shown(world.rotation());
        JsonNode before = world.shown(id);
        String taken = other.at("/secretsMapping/username").asText();

        Answer secret = world.patch(
                ROTATIONS + "/" + id,
                "{\"name\":\"half\",\"secretsMapping\":{\"username\":\"FREE\",\"password\":\"" + taken + "\"}}");
        Answer name = world.patch(
                ROTATIONS + "/" + id, "{\"name\":\"" + other.path("name").asText() + "\"}");

        assertThat(secret.status()).isEqualTo(400);
        assertThat(secret.text("/message")).contains(taken);
        assertThat(name.status()).isEqualTo(400);
        assertThat(name.text("/message")).contains("already exists");
        assertThat(world.shown(id)).isEqualTo(before);
    }

    @Test
    void drops_what_terraform_sends_on_every_update() {
        String id = world.rotation();
        JsonNode before = world.shown(id);

        JsonNode after = edit(
                id,
                "{\"Provider\":\"x\",\"ID\":\"%s\",\"connectionId\":\"%s\",\"environment\":\"prod\",\"secretPath\":\"/x\"}"
                        .formatted(id, world.connection));

        assertThat(Set.of("updatedAt")).containsAll(differences(before, after));
    }

    @Test
    void takes_a_connection_to_the_same_redis_and_no_other() {
        String id = world.rotation();
        String same = connect(world.redis, "same");
        try (var elsewhere = RedisServer.start(RedisSetup.with(RedisBinary.chosen()))) {
            String other = connect(elsewhere, "other");

            Answer refused = world.patch(ROTATIONS + "/" + id, "{\"connectionId\":\"" + other + "\"}");
            JsonNode taken = edit(id, "{\"connectionId\":\"" + same + "\"}");
            world.await(
                    "the scheduler has looked at the edited row",
                    () -> world.rotate(id).status() == 200);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/message")).contains("do not log in over connection \"other\"");
            assertThat(taken.path("connectionId").asText()).isEqualTo(same);
        }
    }

    @Test
    void belongs_to_the_rotation_what_it_publishes() {
        String name =
                world.shown(world.rotation()).at("/secretsMapping/password").asText();
        String path = "/api/v3/secrets/raw/" + name;
        String body = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"x\"}".formatted(world.project);

        Answer changed = world.patch(path, body);
        Answer deleted = world.server().call(world.token, "DELETE", path, body);

        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.text("/message")).contains("Cannot update rotated secret");
        assertThat(deleted.status()).isEqualTo(400);
    }

    @Test
    void ends_the_previous_set_with_its_grace_unless_forced() {
        String id = world.rotation();
        edit(id, "{\"gracePeriodSeconds\":3600}");
        assertThat(world.rotate(id).status()).isEqualTo(200);

        Answer refused = world.rotate(id);
        Answer forced = world.post(ROTATIONS + "/" + id + "/rotate-secrets", "{\"force\":true}");
        JsonNode sets = world.sets(id);
        world.clock.forward(Duration.ofSeconds(3601));
        world.await("the previous set has ended", () -> !world.logsIn(sets.get(1)));
        world.await(
                "its slot shows it",
                () -> world.sets(id).get(1).path("password").asText().isEmpty());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message"))
                .matches(
                        "the grace period of the previous credentials ends at \\d{4}-[-0-9T:.]+Z; send force to end it now");
        assertThat(forced.status()).isEqualTo(200);
        assertThat(world.sets(id)).hasSize(2);
        assertThat(world.logsIn(world.sets(id).get(0))).isTrue();
    }

    @Test
    void shows_a_grace_and_resets_it_by_null() {
        String id = world.rotation(body -> body.put("gracePeriodSeconds", 86_400));
        world.rotate(id);

        JsonNode running = world.shown(id);
        JsonNode reset = edit(id, "{\"gracePeriodSeconds\":null}");

        assertThat(running.path("gracePeriodSeconds").asInt()).isEqualTo(86_400);
        assertThat(running.at("/intent/state").asText()).isEqualTo("retiring");
        assertThat(reset.path("gracePeriodSeconds").isNull()).isTrue();
        assertThat(world.rotate(id).status()).isEqualTo(200);
    }

    private JsonNode edit(String id, String body) {
        Answer answer = world.patch(ROTATIONS + "/" + id, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("secretRotation");
    }

    private String connect(RedisServer redis, String name) {
        var body = world.connectionBody(name);
        body.withObject("/credentials")
                .put("port", redis.port())
                .put("username", redis.setup().admin().name())
                .put("password", redis.setup().admin().password());
        return world.post(CONNECTIONS, body.toString()).text("/appConnection/id");
    }

    private static Instant at(JsonNode rotation, String field) {
        return Instant.parse(rotation.path(field).asText());
    }

    private static Set<String> differences(JsonNode one, JsonNode other) {
        var different = new HashSet<String>();
        one.fieldNames().forEachRemaining(name -> {
            if (!one.path(name).equals(other.path(name))) {
                different.add(name);
            }
        });
        return different;
    }
}
