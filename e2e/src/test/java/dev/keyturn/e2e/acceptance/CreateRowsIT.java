// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Creating a rotation and finding it again, on both stores.
@ParameterizedClass
@EnumSource(Store.class)
class CreateRowsIT {

    private static final String ROTATIONS = "/api/v2/secret-rotations";
    private static final String REDIS = ROTATIONS + "/redis-credentials";

    private final Stage stage;

    CreateRowsIT(Store store) {
        stage = Stage.shared(store, "create-rows");
    }

    @Test
    void row_4_options_are_sorted_and_have_redis() {
        var options = stage.api().get(ROTATIONS + "/options").ok();

        assertThat(options.each("/secretRotationOptions")
                        .map(option -> option.path("name").asText()))
                .isSorted();
        assertThat(options.each("/secretRotationOptions")).contains(Json.object("""
                                {"name": "Redis Credentials", "type": "redis-credentials", "connection": "redis",
                                 "template": {"secretsMapping": {"username": "REDIS_USERNAME",
                                                                 "password": "REDIS_PASSWORD"}}}"""));
    }

    @Test
    void row_8_create_answers_with_exactly_the_keys_of_the_contract() {
        var created = stage.project().create(stage.body("r8")).ok();
        var rotation = created.at("/secretRotation");
        var read = stage.api().get(REDIS + "/" + rotation.path("id").asText());

        assertThat(Json.keys(created.json())).containsExactly("secretRotation");
        assertThat(Json.keys(rotation)).isEqualTo(RotationKeys.ALL);
        assertThat(Json.keys(read.ok().at("/secretRotation"))).isEqualTo(RotationKeys.ALL);
        assertThat(read)
                .has("/secretRotation/activeIndex", 0)
                .has("/secretRotation/rotationStatus", "success")
                .has("/secretRotation/rotateAtUtc/hours", 11)
                .has("/secretRotation/rotateAtUtc/minutes", 29)
                .has("/secretRotation/isLastRotationManual", true)
                .has("/secretRotation/isAutoRotationEnabled", true)
                .hasNull("/secretRotation/lastRotationJobId")
                .hasNull("/secretRotation/lastRotationMessage")
                .hasNull("/secretRotation/description");
    }

    @Test
    void row_8_create_tells_whose_it_is_and_shows_the_extensions_with_their_defaults() {
        var rotation = stage.rotation("r8-whose").resource();

        assertThat(Json.keys(rotation.path("connection"))).containsExactly("app", "id", "name");
        assertThat(rotation.at("/connection/id").asText()).isEqualTo(stage.connection());
        assertThat(Json.keys(rotation.path("environment"))).containsExactly("id", "name", "slug");
        assertThat(rotation.at("/environment/slug").asText()).isEqualTo("dev");
        assertThat(Json.keys(rotation.path("folder"))).containsExactly("id", "path");
        assertThat(rotation.at("/folder/path").asText()).isEqualTo("/");
        assertThat(rotation.path("parameters")).isEqualTo(stage.body("r8-whose").path("parameters"));
        assertThat(rotation.path("gracePeriodSeconds").isNull()).isTrue();
        assertThat(rotation.path("schedule").isNull()).isTrue();
        assertThat(rotation.path("intent").isNull()).isTrue();
        assertThat(rotation.path("rotationMode").asText()).isEqualTo("alternating-users");
        assertThat(rotation.path("credentialVersion").intValue()).isOne();
        assertThat(rotation.path("retirement"))
                .isEqualTo(Json.object("{\"holdWhileInUseSeconds\": 0, \"disconnectClients\": false}"));
        assertThat(rotation.path("accountSetup"))
                .isEqualTo(Json.object("{\"createMissing\": false, \"ownerRole\": null}"));
        assertThat(Json.keys(rotation.path("health"))).containsExactly("checkedAt", "message", "nodes", "status");
    }

    @Test
    void row_8_create_promises_the_next_time_by_the_built_in_rule() {
        var rotation = stage.rotation("r8-next").resource();

        String created = rotation.path("lastRotatedAt").asText();
        assertThat(rotation.path("nextRotationAt").asText()).isEqualTo(Promise.afterManual(created, 2));
        assertThat(rotation.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(rotation.path("lastRotationAttemptedAt")).isEqualTo(rotation.path("lastRotatedAt"));
    }

    @Test
    void row_8_both_mapped_secrets_exist_and_log_in() {
        var rotation = stage.rotation("r8-logs-in");

        var username = stage.project().secretValue(Project.usernameOf("r8-logs-in"));
        var password = stage.project().secretValue(Project.passwordOf("r8-logs-in"));
        assertThat(username).matches("[A-Za-z0-9]{32}");
        assertThat(password).hasSize(64).matches("[A-Za-z0-9@!+]+").containsPattern("[@!+]");
        assertThat(stage.redis().accepts(username, password)).isTrue();
        assertThat(rotation.read().body()).doesNotContain(password, username);
    }

    @Test
    void row_9_validation_names_every_field() {
        assertThat(stage.project().create(Json.object("{\"name\": \"a_b\"}")))
                .hasIssue("custom", "name")
                .hasIssue("invalid_type", "projectId")
                .hasIssue("invalid_type", "connectionId")
                .hasIssue("invalid_type", "environment")
                .hasIssue("invalid_type", "secretPath")
                .hasIssue("invalid_type", "rotationInterval")
                .hasIssue("invalid_type", "parameters")
                .hasIssue("invalid_type", "secretsMapping");
    }

    @Test
    void row_10_scope_has_a_default_that_is_echoed() {
        var body = stage.body("r10");
        body.withObject("/parameters").remove("permissionScope");

        assertThat(stage.project().create(body)).isOk().has("/secretRotation/parameters/permissionScope", "~* +@all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~* +@all nopass",
                "off",
                "reset",
                "resetpass",
                ">secret",
                "<secret",
                "#abc",
                "!abc",
                "~\"*",
                "+@all '",
                "~a\\b +get",
                "~ä +@all",
                "(~a",
                "(~a (+get))",
                " "
            })
    void row_11_bad_scope_makes_no_user(String scope) {
        var before = stage.aclList();
        var body = Json.merged(stage.body("r11"), "{\"parameters\": {\"permissionScope\": %s}}", scope);

        assertThat(stage.project().create(body)).isValidationFailure();

        assertThat(stage.aclList()).isEqualTo(before);
        assertThat(stage.project().secret(Project.usernameOf("r11"))).isNotFound();
    }

    @Test
    void row_12_what_cannot_be_created_leaves_the_target_alone() {
        stage.rotation("r12");
        var before = stage.aclList();
        var named = stage.body("r12-other");
        var mapped = Json.merged(named, "{\"secretsMapping\": {\"username\": %s}}", Project.usernameOf("r12"));

        assertThat(stage.project().create(stage.body("r12"))).isBadRequest().says("r12", "dev", "/");
        assertThat(stage.project().create(mapped)).isBadRequest().says(Project.usernameOf("r12"));
        assertThat(stage.project().create(Json.merged(named, "{\"secretPath\": \"/none\"}")))
                .isBadRequest()
                .says("/none", "dev");
        assertThat(stage.project().create(Json.merged(named, "{\"environment\": \"qa\"}")))
                .isBadRequest();
        assertThat(stage.project()
                        .create(Json.merged(named, "{\"secretsMapping\": {\"username\": \"S\", \"password\": \"S\"}}")))
                .isBadRequest();
        assertThat(stage.aclList()).isEqualTo(before);
    }

    @Test
    void row_13_type_and_id_must_fit() {
        var rotation = stage.rotation("r13");

        assertThat(stage.api().get(ROTATIONS + "/postgres-credentials/" + rotation.id()))
                .isBadRequest();
        assertThat(stage.api().get(REDIS + "/00000000-0000-4000-8000-000000000000"))
                .isNotFound()
                .says("Redis Credentials rotation with id \\\"00000000-0000-4000-8000-000000000000\\\" not found");
        assertThat(stage.api().get(REDIS + "/x"))
                .isError(422, "ValidationFailure")
                .says("uuid");
        assertThat(stage.api().get(ROTATIONS + "/no-such-credentials/" + rotation.id()))
                .isNotFound();
    }

    @Test
    void row_14_lists_hold_the_rotations_of_the_project() {
        var rotation = stage.rotation("r14");
        String query = "?projectId=" + stage.project().id();

        assertThat(ids(stage.api().get(ROTATIONS + query))).contains(rotation.id());
        assertThat(ids(stage.api().get(REDIS + query))).contains(rotation.id());
        assertThat(stage.api().get(ROTATIONS)).isValidationFailure();
        assertThat(stage.api().get(REDIS)).isValidationFailure();
        assertThat(stage.api().get(REDIS + "?projectId=")).isValidationFailure();
    }

    @Test
    void row_15_by_name_needs_the_folder_and_the_name() {
        var rotation = stage.rotation("my-redis-rotation");
        String path = REDIS + "/rotation-name/";
        String place = "?projectId=" + stage.project().id() + "&environment=dev&secretPath=";

        assertThat(stage.project().rotationByName("my-redis-rotation")).isOk().has("/secretRotation/id", rotation.id());
        assertThat(stage.api().get(path + "my-redis-rotation" + place + "/none"))
                .isBadRequest();
        assertThat(stage.api().get(path + "nobody" + place + "/")).isNotFound();
        assertThat(stage.api().get(path + "my-redis-rotation")).isValidationFailure();
    }

    private static List<String> ids(Answer list) {
        return list.ok()
                .each("/secretRotations")
                .map(rotation -> rotation.path("id").asText())
                .toList();
    }
}
