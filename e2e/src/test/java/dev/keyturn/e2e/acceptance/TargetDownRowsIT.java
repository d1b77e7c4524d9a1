// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import dev.keyturn.testkit.fault.Fault;
import dev.keyturn.testkit.fault.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a target that is down, slow or silent does to a rotation and to its callers.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetDownRowsIT {

    private final Stage stage = Stage.on(Store.SQLITE, "target-down-rows");

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void rows_19_and_35_a_manual_run_against_a_dead_target_fails_with_500_and_changes_nothing() {
        var rotation = stage.rotation("r19");
        var before = rotation.resource();
        var pair = rotation.published();
        Answer failed;
        stage.redis().stop();
        try {
            failed = rotation.rotate();
        } finally {
            stage.redis().restart();
        }

        assertThat(failed)
                .isError(500, "InternalServerError")
                .says(stage.redis().name());
        var after = rotation.resource();
        assertThat(after.path("rotationStatus").asText()).isEqualTo("failed");
        assertThat(after.path("lastRotationMessage").asText())
                .contains(stage.redis().name());
        assertThat(after.path("activeIndex")).isEqualTo(before.path("activeIndex"));
        assertThat(after.path("credentialVersion")).isEqualTo(before.path("credentialVersion"));
        assertThat(after.path("lastRotatedAt")).isEqualTo(before.path("lastRotatedAt"));
        assertThat(after.path("nextRotationAt").asText())
                .isEqualTo(Promise.afterFailure(
                        after.path("lastRotationAttemptedAt").asText()));
        assertThat(rotation.published()).isEqualTo(pair);
        assertThat(failedStep(rotation)).contains(stage.redis().name());
    }

    @Test
    void row_19_the_next_run_succeeds_once_the_target_is_back() {
        var rotation = stage.rotation("r19-back");
        stage.redis().stop();
        try {
            assertThat(rotation.rotate()).hasStatus(500);
        } finally {
            stage.redis().restart();
        }
        // the restart lost the users that were not saved before it, but not those that were
        assertThat(stage.logsIn(rotation.published())).isTrue();

        assertThat(rotation.rotate())
                .isOk()
                .has("/secretRotation/rotationStatus", "success")
                .hasNull("/secretRotation/lastRotationMessage");
        assertThat(rotation.sets()).hasSize(2).allMatch(stage::logsIn);
    }

    @Test
    void row_20_a_creation_against_a_dead_target_fails_with_400_and_leaves_no_secret() {
        Answer failed;
        stage.redis().stop();
        try {
            failed = stage.project().create(stage.body("r20"));
        } finally {
            stage.redis().restart();
        }

        assertThat(failed).isBadRequest().says(stage.redis().name());
        assertThat(stage.project().secret(Project.usernameOf("r20"))).isNotFound();
        assertThat(stage.project().secret(Project.passwordOf("r20"))).isNotFound();
        assertThat(stage.project().rotationByName("r20")).isNotFound();
        assertThat(stage.project().create(stage.body("r20"))).isOk();
    }

    @Test
    void row_21_of_two_runs_at_once_one_is_refused() {
        try (var proxy = FaultProxy.to(stage.redis().address())) {
            var connection = stage.project().connection("slow", proxy.port(), Stage.ROTATOR);
            pinTo(connection, proxy);
            var rotation = stage.project().rotation("r21", connection);
            proxy.inject(new Fault.SlowAnswers(Duration.ofMillis(150)));

            var answers = bothAtOnce(rotation);

            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 400);
            assertThat(rotation.resource().path("credentialVersion").intValue()).isEqualTo(2);
            proxy.heal();
            assertThat(rotation.sets()).hasSize(2).allMatch(stage::logsIn);
        }
    }

    @Test
    void a_silent_target_is_answered_before_the_sdk_gives_up() {
        try (var proxy = FaultProxy.to(stage.redis().address())) {
            var connection = stage.project().connection("silent", proxy.port(), Stage.ROTATOR);
            pinTo(connection, proxy);
            var rotation = stage.project().rotation("silent", connection);
            proxy.inject(new Fault.BlackHole());
            long start = System.nanoTime();

            assertThat(rotation.rotate()).isError(500, "InternalServerError").says("127.0.0.1:" + proxy.port());

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(9_500));
        }
    }

    /// Keyturn then speaks through the proxy only, whatever the server says of itself.
    private void pinTo(String connection, FaultProxy proxy) {
        stage.api()
                .patch(
                        "/api/v1/app-connections/redis/" + connection,
                        dev.keyturn.e2e.api.Json.object(
                                "{\"nodes\": [{\"host\": \"127.0.0.1\", \"port\": %s}]}", proxy.port()))
                .ok();
    }

    private static List<Answer> bothAtOnce(Rotation rotation) {
        var runs = Stream.generate(() -> CompletableFuture.supplyAsync(rotation::rotate))
                .limit(2)
                .toList();
        return runs.stream().map(CompletableFuture::join).toList();
    }

    /// The nodes named by failed steps of the newest attempt, each with a step that has a name.
    private static List<String> failedStep(Rotation rotation) {
        JsonNode newest = rotation.attempts().ok().at("/attempts/0");
        assertThat(newest.path("outcome").asText()).isEqualTo("failed");
        assertThat(newest.path("trigger").asText()).isEqualTo("manual");
        return Stream.iterate(0, i -> i + 1)
                .limit(newest.path("steps").size())
                .map(i -> newest.path("steps").path(i))
                .filter(step -> step.path("outcome").asText().equals("failed"))
                .filter(step -> List.of("check", "apply", "verify")
                        .contains(step.path("name").asText()))
                .map(step -> step.path("node").asText())
                .toList();
    }
}
