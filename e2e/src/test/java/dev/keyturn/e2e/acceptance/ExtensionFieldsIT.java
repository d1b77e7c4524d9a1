// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keyturn's own fields (§13.2).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtensionFieldsIT {

    private final Stage stage = Stage.on(Store.SQLITE, "extension-fields");
    private final Rotation scheduled = stage.rotation("scheduled");

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    @Tag("thorough")
    void row_34_a_cron_schedule_runs_and_null_goes_back_to_the_built_in_rule() {
        var patched = scheduled.patch("""
                {"schedule": {"cron": "*/2 * * * *", "timeZone": "Europe/Berlin"}}""");
        assertThat(patched).isOk().has("/secretRotation/schedule/timeZone", "Europe/Berlin");
        Instant next = Instant.parse(patched.text("/secretRotation/nextRotationAt"));
        assertThat(Duration.between(Instant.parse(patched.text("/secretRotation/updatedAt")), next))
                .isLessThanOrEqualTo(Duration.ofMinutes(2));
        assertThat(next.atZone(ZoneOffset.UTC).getMinute() % 2).isZero();

        // each minute: half as long to wait for
        scheduled.patch("{\"schedule\": {\"cron\": \"* * * * *\"}}").ok();
        stage.redis()
                .await(
                        "it has run by itself",
                        Duration.ofSeconds(75),
                        () -> scheduled.resource().path("lastRotationJobId").isTextual());
        assertThat(scheduled.resource().path("isLastRotationManual").asBoolean())
                .isFalse();

        var back = scheduled.patch("{\"schedule\": null, \"gracePeriodSeconds\": null}");
        assertThat(back)
                .isOk()
                .hasNull("/secretRotation/schedule")
                .has(
                        "/secretRotation/nextRotationAt",
                        Promise.afterAutomatic(back.text("/secretRotation/lastRotatedAt"), 2));
    }

    @Test
    void a_patch_with_a_schedule_that_breaks_a_rule_changes_nothing() {
        var rotation = stage.rotation("patched");
        var before = rotation.resource();

        assertThat(rotation.patch("{\"rotationInterval\": 9, \"schedule\": {\"intervalSeconds\": 59}}"))
                .hasIssue("too_small", "schedule.intervalSeconds");

        assertThat(rotation.resource()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "31536001", "\"long\"", "{}"})
    void a_grace_outside_its_range_is_refused(String grace) {
        var body = Json.merged(stage.body("grace"), "{\"gracePeriodSeconds\": " + grace + "}");

        assertThat(stage.project().create(body)).isValidationFailure().says("gracePeriodSeconds");
    }

    @Test
    void row_33_the_previous_set_ends_with_its_grace_and_keeps_its_slot_empty() {
        var rotation = stage.project().created(Json.merged(stage.body("ends"), "{\"gracePeriodSeconds\": 1}"));
        var first = rotation.published();
        rotation.rotate().ok();
        assertThat(stage.logsIn(rotation.published())).isTrue();

        stage.redis()
                .await(
                        "the superseded set is refused",
                        Duration.ofSeconds(25),
                        () -> !stage.logsIn(first)
                                && rotation.resource().path("intent").isNull());

        assertThat(rotation.sets()).hasSize(2);
        assertThat(rotation.sets().getFirst().username()).isEqualTo(first.username());
        assertThat(rotation.sets().getFirst().password()).isEmpty();
        assertThat(stage.logsIn(rotation.published())).isTrue();
    }

    @Test
    void nodes_of_a_connection_are_stored_and_replace_the_found_ones() {
        var body = Json.merged(
                stage.project().connectionBody("with-nodes", stage.redis().port(), Stage.ROTATOR),
                "{\"nodes\": [{\"host\": \"127.0.0.1\", \"port\": %s}]}",
                stage.redis().port());

        var connection = stage.project().connect(body);

        assertThat(connection).isOk().has("/appConnection/nodes", body.path("nodes"));
        var rotation = stage.project().rotation("on-nodes", connection.text("/appConnection/id"));
        assertThat(stage.logsIn(rotation.published())).isTrue();
    }

    @Test
    void a_rotation_that_is_not_blocked_has_nothing_to_resolve() {
        var rotation = stage.rotation("not-blocked");

        for (String action : new String[] {"retry", "discard"}) {
            assertThat(stage.api().post(rotation.path() + "/resolve", Json.object("{\"action\": %s}", action)))
                    .isBadRequest();
        }
        assertThat(stage.api()
                        .post(
                                rotation.path() + "/resolve",
                                Json.object("{\"action\": \"adopt\", \"password\": \"not-the-one\"}")))
                .isBadRequest()
                .neverSays("not-the-one");
        assertThat(stage.api().post(rotation.path() + "/resolve", Json.object("{\"action\": \"forget\"}")))
                .isValidationFailure();
    }
}
