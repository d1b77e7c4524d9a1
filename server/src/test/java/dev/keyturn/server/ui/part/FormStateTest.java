// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.client.ApiAnswer;
import org.junit.jupiter.api.Test;

class FormStateTest {
    private static ApiAnswer refusal(int status, String json) {
        try {
            return new ApiAnswer(status, new JsonMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takes_each_sentence_to_its_field_and_keeps_what_was_typed_but_secrets() {
        var form = Input.ofQuery(Json.object()
                .put("name", "My Redis")
                .put("parameters.username1", "")
                .put("password", "canary")
                .put("formToken", "canary"));

        var state = FormState.of(form, refusal(422, """
                {"statusCode":422,"error":"ValidationFailure","message":[
                  {"code":"custom","path":["name"],"message":"Not a slug"},
                  {"code":"too_small","path":["parameters","username1"],"message":"Required"}]}"""));

        assertThat(state.value("name")).isEqualTo("My Redis");
        assertThat(state.error("name")).isEqualTo("Not a slug");
        assertThat(state.error("parameters.username1")).isEqualTo("Required");
        assertThat(state.faults()).extracting(FormState.Fault::id).containsExactly("f-name", "f-parameters-username1");
        assertThat(state.problem()).isEmpty();
        assertThat(state.values().toString()).doesNotContain("canary");
    }

    @Test
    void shows_a_sentence_about_no_field_above_the_form() {
        var state = FormState.of(
                Input.ofQuery(Json.object().put("name", "shop")),
                refusal(
                        400,
                        "{\"statusCode\":400,\"message\":\"A project with the slug \\\"shop\\\" exists already\"}"));

        assertThat(state.problem()).contains("A project with the slug \"shop\" exists already");
        assertThat(state.isRefused()).isTrue();
        assertThat(state.error("name")).isEmpty();
    }

    @Test
    void says_what_describes_a_control() {
        var state = FormState.empty().with("name", "Taken");

        assertThat(FormState.describedBy(state, "name", "Lower case")).isEqualTo("f-name-help f-name-error");
        assertThat(FormState.describedBy(state, "other", "")).isEmpty();
    }
}
