// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A rule of a role in words: `secrets: read, edit where environment is dev`.
final class RuleWords {
    private static final Map<String, String> ATTRIBUTES =
            Map.of("environment", "environment", "secretPath", "folder", "connectionId", "connection");
    private static final Map<String, String> OPERATORS =
            Map.of("$eq", "is", "$ne", "is not", "$in", "is one of", "$glob", "is like");

    private RuleWords() {}

    static String of(JsonNode rule) {
        String actions = Fields.items(rule, "action").map(JsonNode::asText).collect(Collectors.joining(", "));
        String start = rule.path("inverted").asBoolean() ? "never " : "";
        List<String> where = new ArrayList<>();
        rule.path("conditions")
                .propertyStream()
                .forEach(condition -> condition
                        .getValue()
                        .propertyStream()
                        .forEach(test -> where.add(ATTRIBUTES.getOrDefault(condition.getKey(), condition.getKey())
                                + " " + OPERATORS.getOrDefault(test.getKey(), test.getKey()) + " "
                                + operand(test.getValue()))));
        return start + rule.path("subject").asText() + ": " + actions
                + (where.isEmpty() ? "" : " where " + String.join(" and ", where));
    }

    private static String operand(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
                : value.asText();
    }
}
