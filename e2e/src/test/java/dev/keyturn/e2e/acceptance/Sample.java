// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.e2e.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/// A request of the contract and the answer that it shows, as files beside these tests.
record Sample(ObjectNode request, JsonNode answer) {

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final Set<String> IDS = Set.of("id", "folderId", "connectionId", "projectId");
    private static final Set<String> TIMES =
            Set.of("createdAt", "updatedAt", "lastRotatedAt", "lastRotationAttemptedAt", "nextRotationAt");

    static Sample of(String type) {
        return new Sample(
                (ObjectNode) read(type + ".request.json"),
                read(type + ".answer.json").path("secretRotation"));
    }

    /// Each key of the sample is there with its value; of ids and times, which are never the same, the form.
    void describes(JsonNode resource) {
        compare("", answer, resource);
    }

    private static void compare(String path, JsonNode expected, JsonNode actual) {
        for (String key : Json.keys(expected)) {
            String at = path + "/" + key;
            assertThat(actual.has(key)).as("%s is there", at).isTrue();
            if (expected.path(key).isObject()) {
                compare(at, expected.path(key), actual.path(key));
            } else if (expected.path(key).isTextual() && (IDS.contains(key) || TIMES.contains(key))) {
                assertThat(actual.path(key).asText()).as(at).matches(IDS.contains(key) ? ID : TIME);
            } else {
                assertThat(actual.path(key)).as(at).isEqualTo(expected.path(key));
            }
        }
    }

    private static JsonNode read(String name) {
        try (var file = Objects.requireNonNull(Sample.class.getResourceAsStream(name), name)) {
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name, e);
        }
    }
}
