// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keyturn's own fields (§13.2): those that work, and those that say that they do not yet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtensionFieldsIT {

    private final Stage stage = Stage.on(Store.SQLITE, "extension-fields");

    @AfterAll
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"schedule\": {\"cron\": \"*/2 * * * *\"}}", "{\"schedule\": {\"intervalSeconds\": 3600}}"})
    void a_field_that_does_not_work_yet_says_so_and_changes_nothing(String field) {
        var before = stage.aclList();
        String key = Json.keys(Json.object(field)).iterator().next();

        assertThat(stage.project().create(Json.merged(stage.body("unsupported"), field)))
                .isValidationFailure()
                .says("not supported yet", key);

        assertThat(stage.aclList()).isEqualTo(before);
        assertThat(stage.project().secret(Project.usernameOf("unsupported"))).isNotFound();
    }

    @Test
    void a_patch_with_an_unsupported_field_changes_nothing() {
        var rotation = stage.rotation("patched");
        var before = rotation.resource();

        assertThat(rotation.patch("{\"rotationInterval\": 9, \"schedule\": {\"intervalSeconds\": 60}}"))
                .isValidationFailure()
                .says("not supported yet");

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
