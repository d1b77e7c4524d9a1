// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The rules by which the API server takes a schema as structural, and ours for its validations.
final class StructuralSchema {

    private static final Set<String> TYPES = Set.of("object", "array", "string", "integer", "number", "boolean");
    private static final Set<String> FORBIDDEN =
            Set.of("$ref", "definitions", "dependencies", "patternProperties", "additionalItems", "uniqueItems");
    private static final Set<String> REASONS =
            Set.of("FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate");

    private final List<String> faults = new ArrayList<>();

    private StructuralSchema() {}

    static List<String> faultsOf(JsonNode schema) {
        var walk = new StructuralSchema();
        walk.check("", schema);
        return walk.faults;
    }

    private void check(String path, JsonNode schema) {
        boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
        if (!intOrString && !TYPES.contains(schema.path("type").asText())) {
            faults.add(path + " has no type");
        }
        FORBIDDEN.stream().filter(schema::has).forEach(word -> faults.add(path + " has " + word));
        if (schema.has("properties") && schema.has("additionalProperties")) {
            faults.add(path + " has properties and additionalProperties");
        }
        if (schema.path("type").asText().equals("array") != schema.path("items").isObject()) {
            faults.add(path + " is no array with one type of items");
        }
        checkRequired(path, schema);
        checkDefault(path, schema);
        schema.path("x-kubernetes-validations").forEach(rule -> checkRule(path, rule));
        schema.path("properties").properties().forEach(field -> check(path + "." + field.getKey(), field.getValue()));
        if (schema.has("items")) {
            check(path + "[]", schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            check(path + "{}", schema.path("additionalProperties"));
        }
    }

    private void checkRequired(String path, JsonNode schema) {
        for (JsonNode name : schema.path("required")) {
            if (!schema.path("properties").has(name.asText())) {
                faults.add(path + " requires " + name.asText() + ", which is no property");
            }
        }
    }

    private void checkDefault(String path, JsonNode schema) {
        if (!schema.has("default")) {
            return;
        }
        JsonNode value = schema.path("default");
        boolean fits = switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            default -> value.isIntegralNumber();
        };
        boolean offered = !schema.has("enum");
        for (JsonNode offer : schema.path("enum")) {
            offered |= offer.equals(value);
        }
        if (!fits
                || !offered
                || value.isNumber() && value.asLong() < schema.path("minimum").asLong(Long.MIN_VALUE)) {
            faults.add(path + " has a default that it would not take: " + value);
        }
    }

    private void checkRule(String path, JsonNode rule) {
        if (rule.path("message").asText().isEmpty()
                || !REASONS.contains(rule.path("reason").asText())) {
            faults.add(path + " has a rule without message or known reason: " + rule.path("rule"));
        }
    }
}
