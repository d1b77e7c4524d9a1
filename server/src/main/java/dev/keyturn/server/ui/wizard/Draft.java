// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Typed;
import java.util.HashMap;
import java.util.Map;

/// A rotation that is being described, step by step. It never holds a password.
///
/// @param project as in addresses
/// @param reached the furthest step that may be shown
record Draft(String project, Step reached, Typed typed) {
    String type() {
        return typed.text("type");
    }

    String environment() {
        return typed.text("environment");
    }

    String path() {
        return typed.text("path");
    }

    /// With what the form of a step says now.
    Draft with(Step step, Typed form) {
        return new Draft(project, reached, typed.with(step.fields(), form));
    }

    Draft with(Typed other) {
        return new Draft(project, reached, other);
    }

    Draft reaching(Step step) {
        return new Draft(project, reached.later(step), typed);
    }

    String json() {
        var json = Json.object().put("project", project).put("reached", reached.slug());
        var fields = json.putObject("typed");
        typed.values().forEach(fields::put);
        return json.toString();
    }

    static Draft of(String json) {
        JsonNode stored = Json.read(json, JsonNode.class);
        Map<String, String> fields = new HashMap<>();
        stored.path("typed")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return new Draft(
                stored.path("project").asText(),
                Step.of(stored.path("reached").asText()).orElse(Step.TYPE),
                new Typed(fields));
    }
}
