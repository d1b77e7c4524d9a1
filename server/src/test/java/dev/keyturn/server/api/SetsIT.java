// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The history of sets (API contract §13.3), with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class SetsIT {
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
    void shows_each_set_from_its_reservation_to_its_end() {
        String id = world.rotation();
        world.rotate(id);
        world.rotate(id);

        JsonNode sets = sets(id, "").path("sets");

        assertThat(sets.findValuesAsText("state")).containsExactly("published", "superseded", "ended");
        assertThat(sets.findValuesAsText("credentialVersion")).containsExactly("3", "2", "1");
        assertThat(sets.get(0).path("username").asText())
                .isEqualTo(world.sets(id).get(0).path("username").asText());
        assertThat(sets.get(1).path("supersededAt"))
                .isEqualTo(sets.get(0).path("publishedAt"))
                .isEqualTo(world.shown(id).path("lastRotatedAt"));
        assertThat(sets.get(1).path("plannedEndAt").isNull()).isTrue();
        assertThat(sets.get(2).path("endReason").asText()).isEqualTo("next-rotation");
        assertThat(at(sets.get(2), "reservedAt")).isBeforeOrEqualTo(at(sets.get(2), "provedAt"));
        assertThat(at(sets.get(2), "provedAt")).isBeforeOrEqualTo(at(sets.get(2), "publishedAt"));
        assertThat(at(sets.get(2), "endedAt")).isAfterOrEqualTo(at(sets.get(2), "supersededAt"));
        assertThat(sets.toString())
                .doesNotContain(world.sets(id).get(0).path("password").asText());
    }

    @Test
    void tells_a_grace_that_is_over_from_one_that_was_cut() {
        String id = world.rotation(body -> body.put("gracePeriodSeconds", 3600));
        world.rotate(id);
        JsonNode running = sets(id, "").path("sets").get(1);
        world.post(ROTATIONS + "/" + id + "/rotate-secrets", "{\"force\":true}");
        world.clock.forward(Duration.ofSeconds(3601));
        world.await(
                "the second set has ended",
                () -> !sets(id, "").path("sets").get(1).path("endedAt").isNull());

        JsonNode ended = sets(id, "").path("sets");

        assertThat(at(running, "plannedEndAt"))
                .isEqualTo(at(running, "supersededAt").plusSeconds(3600));
        assertThat(ended.get(2).path("endReason").asText()).isEqualTo("forced");
        assertThat(ended.get(2).path("endedBy").isTextual()).isTrue();
        assertThat(ended.get(1).path("endReason").asText()).isEqualTo("grace-over");
        assertThat(ended.get(1).path("endedBy").isNull()).isTrue();
    }

    @Test
    void goes_page_by_page() {
        String id = world.rotation();
        world.rotate(id);

        JsonNode first = sets(id, "?limit=1");
        JsonNode second = sets(id, "?limit=1&cursor=" + first.path("nextCursor").asText());

        assertThat(first.at("/sets/0/credentialVersion").asInt()).isEqualTo(2);
        assertThat(second.at("/sets/0/credentialVersion").asInt()).isEqualTo(1);
        assertThat(second.path("nextCursor").isNull()).isTrue();
        assertThat(world.get(ROTATIONS + "/" + id + "/sets?limit=0").status()).isEqualTo(422);
    }

    private JsonNode sets(String id, String query) {
        Answer answer = world.get(ROTATIONS + "/" + id + "/sets" + query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static Instant at(JsonNode set, String field) {
        return Instant.parse(set.path(field).asText());
    }
}
