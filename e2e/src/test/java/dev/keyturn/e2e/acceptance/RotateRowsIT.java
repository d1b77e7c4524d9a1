// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Rotating, reading what was published, and changing a rotation, on both stores.
@ParameterizedClass
@EnumSource(Store.class)
class RotateRowsIT {

    private final Stage stage;

    RotateRowsIT(Store store) {
        stage = Stage.shared(store, "rotate-rows");
    }

    @Test
    void rows_16_to_18_rotate_keeps_two_sets_that_log_in_and_kills_the_third() {
        var rotation = stage.rotation("r16");
        var first = rotation.sets();
        assertThat(first).hasSize(1);

        assertThat(rotation.rotate())
                .isOk()
                .has("/secretRotation/activeIndex", 1)
                .has("/secretRotation/credentialVersion", 2)
                .has("/secretRotation/rotationStatus", "success");
        var second = rotation.sets();
        assertThat(second).hasSize(2).startsWith(first.getFirst());
        assertThat(second).allMatch(stage::logsIn);

        assertThat(rotation.rotate()).isOk().has("/secretRotation/activeIndex", 0);
        var third = rotation.sets();
        assertThat(third.get(1)).isEqualTo(second.get(1));
        assertThat(third).hasSize(2).doesNotContain(first.getFirst()).allMatch(stage::logsIn);
        assertThat(stage.logsIn(first.getFirst())).isFalse();
        assertThat(rotation.published()).isEqualTo(third.getFirst());
    }

    @Test
    void row_16_generated_credentials_are_at_the_top_level() {
        var rotation = stage.rotation("r16-shape");

        var generated = rotation.generated().ok();

        assertThat(Json.keys(generated.json()))
                .containsExactly("activeIndex", "generatedCredentials", "rotationId", "type");
        assertThat(generated)
                .has("/rotationId", rotation.id())
                .has("/type", "redis-credentials")
                .has("/activeIndex", 0);
        assertThat(generated.each("/generatedCredentials").map(Json::keys))
                .containsExactly(java.util.Set.of("username", "password"));
    }

    @Test
    void row_17_rotate_answers_with_the_finished_rotation_and_takes_any_empty_body() {
        var rotation = stage.rotation("r17");

        var answer = rotation.rotate(Json.object("{}")).ok();

        assertThat(Json.keys(answer.at("/secretRotation"))).isEqualTo(RotationKeys.ALL);
        assertThat(answer)
                .has("/secretRotation/isLastRotationManual", true)
                .hasNull("/secretRotation/lastRotationJobId")
                .has(
                        "/secretRotation/nextRotationAt",
                        Promise.afterManual(answer.text("/secretRotation/lastRotatedAt"), 2));
        assertThat(stage.api().raw("POST", rotation.path() + "/rotate-secrets", ""))
                .isOk();
        assertThat(stage.api().raw("POST", rotation.path() + "/rotate-secrets", "{\"force\": 7}"))
                .isValidationFailure();
    }

    @Test
    void row_22_check_is_empty_while_it_logs_in_and_400_once_the_user_is_gone() {
        var rotation = stage.rotation("r22");

        var checked = rotation.check();
        assertThat(checked).hasStatus(204);
        assertThat(checked.body()).isEmpty();

        stage.redis().admin("ACL", "DELUSER", rotation.published().username());
        assertThat(rotation.check())
                .isBadRequest()
                .says(stage.redis().name())
                .neverSays(rotation.published().password());
    }

    @Test
    void row_23_auto_rotation_can_be_switched_off_and_the_interval_is_coerced() {
        var rotation = stage.rotation("r23");

        assertThat(rotation.patch("{\"isAutoRotationEnabled\": false}"))
                .isOk()
                .hasNull("/secretRotation/nextRotationAt");
        var back = rotation.patch("{\"isAutoRotationEnabled\": true, \"rotationInterval\": \"5\"}");

        assertThat(back)
                .isOk()
                .has("/secretRotation/rotationInterval", 5)
                .has(
                        "/secretRotation/nextRotationAt",
                        Promise.afterManual(back.text("/secretRotation/lastRotatedAt"), 5));
        assertThat(rotation.patch("{\"rotationInterval\": 1.5}")).hasIssue("invalid_type", "rotationInterval");
        assertThat(rotation.patch("{\"rotationInterval\": 0}")).hasIssue("too_small", "rotationInterval");
        assertThat(rotation.patch("{\"rotateAtUtc\": {\"hours\": 24, \"minutes\": 0}}"))
                .isValidationFailure();
    }

    @Test
    void row_24_a_new_mapping_renames_the_secrets_and_keeps_ids_and_values() {
        var rotation = stage.rotation("r24");
        var project = stage.project();
        var before = project.secret(Project.passwordOf("r24")).ok();

        assertThat(rotation.patch("{\"secretsMapping\": {\"username\": \"U2\", \"password\": \"P2\"}}"))
                .isOk()
                .has("/secretRotation/secretsMapping/password", "P2");

        var after = project.secret("P2").ok();
        assertThat(after.text("/secret/id")).isEqualTo(before.text("/secret/id"));
        assertThat(after.text("/secret/secretValue")).isEqualTo(before.text("/secret/secretValue"));
        assertThat(after.at("/secret/version").intValue())
                .isEqualTo(before.at("/secret/version").intValue() + 1);
        assertThat(project.secret(Project.passwordOf("r24"))).isNotFound();
        assertThat(rotation.patch(
                        "{\"secretsMapping\": {\"username\": %s, \"password\": %s}}",
                        Project.usernameOf("r24"), Project.passwordOf("r24")))
                .isOk();
        assertThat(project.secretValue(Project.usernameOf("r24")))
                .isEqualTo(rotation.published().username());
    }

    @Test
    void row_24_a_new_mapping_must_be_free() {
        var rotation = stage.rotation("r24-taken");
        stage.project().createSecret("TAKEN", "mine").ok();

        assertThat(rotation.patch("{\"secretsMapping\": {\"username\": \"TAKEN\", \"password\": \"P24\"}}"))
                .isBadRequest()
                .says("TAKEN");

        assertThat(stage.project().secretValue("TAKEN")).isEqualTo("mine");
        assertThat(rotation.resource().at("/secretsMapping/username").asText())
                .isEqualTo(Project.usernameOf("r24-taken"));
    }

    @Test
    void row_25_an_owned_secret_is_changed_by_its_rotation_only() {
        var rotation = stage.rotation("r25");
        String name = Project.passwordOf("r25");

        assertThat(stage.project().updateSecret(name, "x")).isBadRequest().says("Cannot update rotated secret");
        assertThat(stage.project().deleteSecret(name)).isBadRequest();
        assertThat(stage.api()
                        .patch(
                                "/api/v3/secrets/raw/" + name,
                                Json.object("""
                                        {"workspaceId": %s, "environment": "dev", "newSecretName": "ELSE"}""", stage.project().id())))
                .isBadRequest();

        assertThat(stage.project().secretValue(name))
                .isEqualTo(rotation.published().password());
    }

    @Test
    void row_26_secrets_say_whose_they_are_and_count_the_rotations() {
        var rotation = stage.rotation("r26");
        String name = Project.passwordOf("r26");
        assertThat(stage.project().secret(name))
                .isOk()
                .has("/secret/isRotatedSecret", true)
                .has("/secret/rotationId", rotation.id())
                .has("/secret/version", 1);

        rotation.rotate().ok();

        assertThat(stage.project().secret(name))
                .has("/secret/version", 2)
                .has("/secret/secretValue", rotation.published().password());
    }

    @Test
    void row_30_what_terraform_sends_changes_nothing() {
        var rotation = stage.rotation("r30");
        JsonNode before = rotation.resource();

        assertThat(rotation.patch("""
                        {"Provider": "x", "ID": %s, "connectionId": %s, "environment": "dev", "secretPath": "/"}""", rotation.id(), stage.connection())).isOk();

        assertThat(without(rotation.resource(), "updatedAt")).isEqualTo(without(before, "updatedAt"));
    }

    @Test
    void row_33_a_grace_refuses_the_next_manual_run_unless_forced() {
        var rotation = stage.rotation("r33");
        assertThat(rotation.patch("{\"gracePeriodSeconds\": 3600}"))
                .isOk()
                .has("/secretRotation/gracePeriodSeconds", 3600);
        rotation.rotate().ok();
        var superseded = rotation.sets().getFirst();

        assertThat(rotation.rotate())
                .isBadRequest()
                .says("the grace period of the previous credentials ends at 20", "send force to end it now");
        assertThat(rotation.rotate(Json.object("{\"force\": true}"))).isOk();

        assertThat(stage.logsIn(superseded)).isFalse();
        assertThat(rotation.sets()).hasSize(2).allMatch(stage::logsIn);
    }

    @Test
    void row_38_the_active_pair_comes_with_its_version_as_etag() {
        var rotation = stage.rotation("r38");
        rotation.rotate().ok();

        var active = rotation.active().ok();

        assertThat(Json.keys(active.json()))
                .containsExactly(
                        "activeIndex",
                        "credentialVersion",
                        "credentials",
                        "nextRotationAt",
                        "publishedAt",
                        "rotationId",
                        "type");
        assertThat(active).has("/credentialVersion", 2).has("/activeIndex", 1);
        assertThat(active.header("ETag")).contains("\"2\"");
        assertThat(active.header("Cache-Control")).contains("private, no-cache");
        var unchanged = stage.api().header("If-None-Match", "\"2\"").get(rotation.path() + "/active-credentials");
        assertThat(unchanged).hasStatus(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(stage.api().header("If-None-Match", "\"1\"").get(rotation.path() + "/active-credentials"))
                .isOk();
    }

    private static JsonNode without(JsonNode object, String key) {
        ObjectNode copy = object.deepCopy();
        copy.remove(List.of(key));
        return copy;
    }
}
