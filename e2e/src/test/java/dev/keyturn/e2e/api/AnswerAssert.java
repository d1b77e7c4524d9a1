// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/// Says of an answer what the contract says of it.
public final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

    private AnswerAssert(@Nullable Answer actual) {
        super(actual, AnswerAssert.class);
    }

    public static AnswerAssert assertThat(Answer answer) {
        return new AnswerAssert(answer);
    }

    public AnswerAssert hasStatus(int status) {
        Assertions.assertThat(actual.status()).as("status of %s", actual).isEqualTo(status);
        return this;
    }

    public AnswerAssert isOk() {
        return hasStatus(200);
    }

    /// The status, and the error of §1.3 in its whole shape.
    public AnswerAssert isError(int status, String error) {
        hasStatus(status);
        JsonNode body = actual.json();
        Assertions.assertThat(Json.keys(body))
                .as("keys of %s", actual)
                .contains("reqId", "statusCode", "message", "error")
                .isSubsetOf(Set.of("reqId", "statusCode", "message", "error", "details"));
        Assertions.assertThat(body.path("reqId").asText())
                .as("reqId of %s", actual)
                .matches("req-\\S{6,}");
        Assertions.assertThat(body.path("statusCode").intValue())
                .as("statusCode of %s", actual)
                .isEqualTo(status);
        Assertions.assertThat(body.path("error").asText())
                .as("error of %s", actual)
                .isEqualTo(error);
        if (status != 422) {
            Assertions.assertThat(body.path("message").isTextual())
                    .as("message of %s is text", actual)
                    .isTrue();
        }
        return this;
    }

    public AnswerAssert isBadRequest() {
        return isError(400, "BadRequest");
    }

    public AnswerAssert isNotFound() {
        return isError(404, "NotFound");
    }

    /// 422 with an array of issues, each with a code, a path and a message.
    public AnswerAssert isValidationFailure() {
        isError(422, "ValidationFailure");
        Assertions.assertThat(actual.each("/message"))
                .as("issues of %s", actual)
                .isNotEmpty()
                .allSatisfy(issue -> {
                    Assertions.assertThat(issue.path("code").isTextual()).isTrue();
                    Assertions.assertThat(issue.path("path").isArray()).isTrue();
                    Assertions.assertThat(issue.path("message").isTextual()).isTrue();
                });
        return this;
    }

    /// One of the issues has this code at this path, whose segments are joined by dots.
    public AnswerAssert hasIssue(String code, String path) {
        isValidationFailure();
        Assertions.assertThat(
                        actual.each("/message").map(issue -> issue.path("code").asText() + " at " + path(issue)))
                .as("issues of %s", actual)
                .contains(code + " at " + path);
        return this;
    }

    public AnswerAssert says(String... fragments) {
        Assertions.assertThat(actual.at("/message").toString())
                .as("message of %s", actual)
                .contains(fragments);
        return this;
    }

    public AnswerAssert neverSays(String... secrets) {
        Assertions.assertThat(actual.body()).as("body of %s", actual.request()).doesNotContain(secrets);
        return this;
    }

    public AnswerAssert has(String pointer, Object value) {
        JsonNode expected = Json.object("{\"v\": %s}", value).path("v");
        Assertions.assertThat(actual.at(pointer))
                .as("%s of %s", pointer, actual)
                .isEqualTo(expected);
        return this;
    }

    public AnswerAssert hasNull(String pointer) {
        Assertions.assertThat(actual.at(pointer).isNull())
                .as("%s of %s is null", pointer, actual)
                .isTrue();
        return this;
    }

    private static String path(JsonNode issue) {
        StringBuilder joined = new StringBuilder();
        issue.path("path")
                .forEach(segment -> joined.append(joined.isEmpty() ? "" : ".").append(segment.asText()));
        return joined.toString();
    }
}
