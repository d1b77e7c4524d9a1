// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Rotation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients may send without being refused (§1.2), and what is refused with which error (§1.3, §15.2).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToleranceIT {

    private static final String ROTATIONS = "/api/v2/secret-rotations/redis-credentials";

    private final Stage stage = Stage.on(Store.SQLITE, "tolerance");
    private final Rotation rotation = stage.rotation("tolerated");

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void a_trailing_slash_is_the_same_path() {
        String project = "?projectId=" + stage.project().id();

        assertThat(stage.api().get(rotation.path() + "/")).isOk();
        assertThat(stage.api().get("/api/v2/secret-rotations/" + project)).isOk();
        assertThat(stage.api().get("/api/v1/app-connections/redis/" + stage.connection() + "/"))
                .isOk();
        assertThat(stage.api().get("/api/status/")).isOk();
    }

    @Test
    void unknown_properties_and_parameters_are_dropped() {
        var body = Json.merged(stage.body("unknown-keys"), """
                {"Provider": "x", "ID": "y", "App": {"deep": [1]}, "secretsMapping": {"username": "UK", "password": "PK"}}""");

        assertThat(stage.project().create(body)).isOk();
        assertThat(stage.api().get(rotation.path() + "?secretName=x&anything")).isOk();
    }

    @Test
    void a_number_may_come_as_text_and_a_path_with_a_slash_at_its_end() {
        var body = Json.merged(stage.body("as-text"), """
                {"rotationInterval": "2", "secretsMapping": {"username": "UT", "password": "PT"}}""");
        body.remove("rotateAtUtc");

        assertThat(stage.project().create(body))
                .isOk()
                .has("/secretRotation/rotationInterval", 2)
                .has("/secretRotation/rotateAtUtc/hours", 0)
                .has("/secretRotation/rotateAtUtc/minutes", 0);
        assertThat(stage.api()
                        .get(ROTATIONS + "/rotation-name/as-text?projectId="
                                + stage.project().id() + "&environment=dev&secretPath=//"))
                .hasStatus(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recursive=", "recursive", "recursive=false"})
    void a_flag_may_be_empty(String flag) {
        assertThat(stage.api()
                        .get("/api/v3/secrets/raw?workspaceId="
                                + stage.project().id() + "&environment=dev&" + flag))
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"projectId", "workspaceId"})
    void a_project_has_two_spellings(String spelling) {
        String query = "?" + spelling + "=" + stage.project().id() + "&environment=dev";

        assertThat(stage.api().get("/api/v3/secrets/raw" + query)).isOk();
        assertThat(stage.api().get("/api/v4/secrets" + query)).isOk();
        assertThat(stage.api().get("/api/v1/folders" + query + "&directory=/")).isOk();
        assertThat(stage.api().get("/api/v1/folders" + query + "&path=/")).isOk();
    }

    @Test
    void a_plus_in_a_query_is_a_space() {
        assertThat(stage.api()
                        .get("/api/v3/secrets/raw?workspaceId="
                                + stage.project().id() + "&environment=dev&secretPath=/a+b"))
                .hasStatus(422);
    }

    @Test
    void an_action_needs_no_body_and_no_content_type() {
        String path = rotation.path() + "/check-credentials";

        assertThat(stage.api().post(path)).hasStatus(204);
        assertThat(stage.api().raw("POST", path, "")).hasStatus(204);
        assertThat(stage.api().post(path, Json.object("{}"))).hasStatus(204);
        assertThat(stage.api().send("POST", path, BodyPublishers.ofString("{}")))
                .hasStatus(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"name\": \"a\", \"name\": \"b\"}", "{\"a\": 1} trailing", "nul"})
    void a_body_that_is_no_object_is_400(String body) {
        assertThat(stage.api().raw("POST", ROTATIONS, body)).isBadRequest();
    }

    @Test
    void a_body_that_is_too_deep_or_no_utf_8_is_400() {
        String deep = "{\"parameters\": " + "[".repeat(70) + "]".repeat(70) + "}";
        byte[] latin = "{\"name\": \"gr\u00fcn\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(stage.api().raw("POST", ROTATIONS, deep)).isBadRequest();
        assertThat(stage.api().raw("POST", ROTATIONS, latin)).isBadRequest();
    }

    @Test
    void a_body_over_one_mebibyte_is_413() {
        String large = "{\"description\": \"" + "x".repeat(1 << 20) + "\"}";

        assertThat(stage.api().raw("POST", ROTATIONS, large)).isError(413, "PayloadTooLarge");
    }

    @Test
    void unknown_routes_and_methods_are_404() {
        assertThat(stage.api().get("/api/v9/nothing")).isNotFound();
        assertThat(stage.api().raw("PUT", rotation.path(), "{}")).isNotFound();
        assertThat(stage.api().delete("/api/status")).isNotFound();
    }

    @Test
    void a_foreign_project_is_forbidden_and_what_lies_in_it_does_not_exist() {
        var stranger = stage.installation().identity("stranger", "member");
        String token = stage.installation().logIn(stranger).ok().text("/accessToken");
        var api = stage.api().as(token);
        String unknown = "00000000-0000-4000-8000-000000000000";

        var foreign =
                api.get("/api/v2/secret-rotations?projectId=" + stage.project().id());
        var missing = api.get("/api/v2/secret-rotations?projectId=" + unknown);

        assertThat(foreign).isError(403, "ForbiddenError");
        assertThat(missing).isError(403, "ForbiddenError");
        assertThat(foreign.text("/message").replace(stage.project().id(), unknown))
                .isEqualTo(missing.text("/message"));
        assertThat(rotation.as(api).read()).isNotFound();
        assertThat(api.get("/api/v1/app-connections/redis/" + stage.connection()))
                .isNotFound();
    }

    @Test
    void probes_need_no_login_and_metrics_are_not_here() {
        var anonymous = stage.api().anonymous();

        assertThat(anonymous.get("/api/status")).isOk();
        assertThat(anonymous.get("/livez")).isOk();
        assertThat(anonymous.get("/readyz")).isOk();
        assertThat(anonymous.get("/metrics")).isNotFound();
    }
}
