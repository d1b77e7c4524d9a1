// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.CONNECTIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What people see when the target does not do what it should (API contract §1.3, §4.5, §4.6).
class RotationTroubleIT {
    private final RotationWorld world = new RotationWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void fails_a_manual_run_with_500_and_changes_nothing_but_the_status() {
        String id = world.rotation();
        JsonNode before = world.shown(id);
        JsonNode sets = world.sets(id);
        world.redis.stop();

        Answer failed = world.rotate(id);

        JsonNode after = world.shown(id);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.text("/error")).isEqualTo("InternalServerError");
        assertThat(failed.text("/message"))
                .startsWith("Redis rotation failed at step check on node " + world.redis.name() + ": ");
        assertThat(after.path("rotationStatus").asText()).isEqualTo("failed");
        assertThat(after.path("lastRotationMessage").asText()).isEqualTo(failed.text("/message"));
        assertThat(after.path("activeIndex")).isEqualTo(before.path("activeIndex"));
        assertThat(after.path("lastRotatedAt")).isEqualTo(before.path("lastRotatedAt"));
        Instant attempted = Instant.parse(after.path("lastRotationAttemptedAt").asText());
        assertThat(Instant.parse(after.path("nextRotationAt").asText()))
                .isEqualTo(attempted
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(11, 29)
                        .toInstant(ZoneOffset.UTC));
        JsonNode attempt = world.get(ROTATIONS + "/" + id + "/attempts").json().at("/attempts/0");
        assertThat(attempt.path("outcome").asText()).isEqualTo("failed");
        assertThat(attempt.path("message").asText()).startsWith("check on node " + world.redis.name());
        world.redis.restart();
        assertThat(world.sets(id)).isEqualTo(sets);
        assertThat(world.rotate(id).status()).isEqualTo(200);
        assertThat(world.shown(id).path("lastRotationMessage").isNull()).isTrue();
    }

    @Test
    void fails_a_create_with_400_and_leaves_no_secret() {
        var body = world.rotationBody();
        world.redis.stop();

        Answer failed = world.post(ROTATIONS, body.toString());

        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.text("/message")).startsWith("Redis rotation failed at step check");
        assertThat(world.readSecret(body.at("/secretsMapping/username").asText())
                        .status())
                .isEqualTo(404);
        world.redis.restart();
        assertThat(world.post(ROTATIONS, body.toString()).status()).isEqualTo(200);
    }

    @Test
    void answers_within_nine_seconds_though_the_target_is_silent_and_finishes_later() {
        String id = world.rotation();
        Instant before = world.clock.instant();
        world.redis.freeze();

        Answer failed = world.rotate(id);

        assertThat(Duration.between(before, world.clock.instant())).isLessThan(Duration.ofSeconds(9));
        assertThat(failed.status()).isEqualTo(500);
        assertThat(world.shown(id).path("rotationStatus").asText()).isEqualTo("failed");
        world.redis.thaw();
        assertThat(world.rotate(id).status()).isEqualTo(200);
    }

    @Test
    void runs_one_of_two_rotations_that_are_asked_for_at_once() throws Exception {
        String id = world.rotation();
        world.redis.freeze();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> rotate = () -> world.rotate(id);
            List<Future<Answer>> both = List.of(callers.submit(rotate), callers.submit(rotate));
            world.await("one is refused", () -> both.stream().anyMatch(Future::isDone));
            world.redis.thaw();

            List<Integer> answers =
                    List.of(both.get(0).get().status(), both.get(1).get().status());

            assertThat(answers).containsExactlyInAnyOrder(200, 400);
            assertThat(world.shown(id).path("credentialVersion").asInt()).isEqualTo(2);
        }
    }

    @Test
    void refuses_edits_and_checks_while_a_run_holds_the_rotation() throws Exception {
        String id = world.rotation();
        world.redis.freeze();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> run = callers.submit(() -> world.rotate(id));
            // An edit that says nothing is harmless if it comes before the run.
            world.await(
                    "the run has begun",
                    () -> world.patch(ROTATIONS + "/" + id, "{}").status() == 400);

            Answer edit = world.patch(ROTATIONS + "/" + id, "{\"rotationInterval\":3}");
            Answer delete = world.delete(ROTATIONS + "/" + id);
            Answer check = world.post(ROTATIONS + "/" + id + "/check-credentials", "");
            world.redis.thaw();

            assertThat(edit.status()).isEqualTo(400);
            assertThat(edit.text("/message")).contains("in progress");
            assertThat(delete.status()).isEqualTo(400);
            assertThat(check.status()).isEqualTo(400);
            assertThat(run.get().status()).isEqualTo(200);
        }
    }

    @Test
    void fails_a_delete_whose_revocation_fails_and_goes_on_with_the_next() {
        String id = world.rotation();
        JsonNode set = world.sets(id).get(0);
        String flags = "?deleteSecrets=true&revokeGeneratedCredentials=true";
        world.redis.stop();

        Answer failed = world.delete(ROTATIONS + "/" + id + flags);
        JsonNode shown = world.shown(id);
        world.redis.restart();
        Answer deleted = world.delete(ROTATIONS + "/" + id + flags);

        assertThat(failed.status()).isEqualTo(400);
        assertThat(failed.text("/message")).contains(world.redis.name());
        assertThat(shown.at("/intent/state").asText()).isEqualTo("revoking");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(world.logsIn(set)).isFalse();
        assertThat(world.get(ROTATIONS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void gives_up_a_delete_that_hangs_when_a_person_says_so() {
        String id = world.rotation();
        world.redis.stop();
        Answer failed = world.delete(ROTATIONS + "/" + id + "?revokeGeneratedCredentials=true");

        Answer adopted = world.post(ROTATIONS + "/" + id + "/resolve", "{\"action\":\"adopt\",\"password\":\"x\"}");
        Answer discarded = world.post(ROTATIONS + "/" + id + "/resolve", "{\"action\":\"discard\"}");

        assertThat(failed.status()).isEqualTo(400);
        assertThat(adopted.status()).isEqualTo(400);
        assertThat(discarded.status()).isEqualTo(200);
        assertThat(world.get(ROTATIONS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void rotates_by_itself_when_it_is_due_and_once_only() {
        String id = world.rotation();

        world.clock.forward(Duration.ofDays(40));
        world.await(
                "it was rotated",
                () -> world.shown(id).path("credentialVersion").asInt() > 1);

        JsonNode shown = world.shown(id);
        assertThat(shown.path("credentialVersion").asInt()).isEqualTo(2);
        assertThat(shown.path("isLastRotationManual").asBoolean()).isFalse();
        assertThat(shown.path("lastRotationJobId").asText()).hasSize(36);
        assertThat(Instant.parse(shown.path("nextRotationAt").asText())).isAfter(world.clock.instant());
        assertThat(world.get(ROTATIONS + "/" + id + "/attempts").text("/attempts/0/trigger"))
                .isEqualTo("schedule");
    }

    @Test
    void does_not_rotate_by_itself_when_it_is_switched_off() {
        String off = world.rotation(body -> body.put("isAutoRotationEnabled", false));
        String on = world.rotation();

        world.clock.forward(Duration.ofDays(40));
        world.await(
                "the other was rotated",
                () -> world.shown(on).path("credentialVersion").asInt() > 1);

        assertThat(world.shown(off).path("credentialVersion").asInt()).isEqualTo(1);
    }

    @Test
    void does_not_show_a_failed_try_of_the_schedule_before_the_last() {
        String id = world.rotation();
        world.redis.stop();

        world.clock.forward(Duration.ofDays(40));
        world.await(
                "it was tried",
                () -> world.get(ROTATIONS + "/" + id + "/attempts")
                        .text("/attempts/0/trigger")
                        .equals("schedule"));

        assertThat(world.shown(id).path("rotationStatus").asText()).isEqualTo("success");
        world.redis.restart();
        world.clock.forward(Duration.ofSeconds(31));
        world.await(
                "it was rotated",
                () -> world.shown(id).path("credentialVersion").asInt() > 1);
    }

    @Test
    void refuses_internal_addresses_unless_they_are_allowed() {
        try (var closed = new RotationWorld(Map.of("KEYTURN_ALLOWED_NETWORKS", "10.0.0.0/8"))) {
            Answer refused =
                    closed.post(CONNECTIONS, closed.connectionBody("inside").toString());

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/message"))
                    .contains("127.0.0.1", "ALLOW_INTERNAL_IP_CONNECTIONS", "KEYTURN_ALLOWED_NETWORKS");
            assertThat(closed.get(CONNECTIONS).json().path("appConnections")).isEmpty();
        }
    }
}
