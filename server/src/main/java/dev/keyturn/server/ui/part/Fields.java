// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads answers of the API: what is missing or `null` is empty.
public final class Fields {
    private Fields() {}

    /// Empty text is empty.
    public static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText())
                .filter(text -> !text.isEmpty() && !object.path(field).isNull());
    }

    public static Optional<Instant> time(JsonNode object, String field) {
        return Optional.of(object.path(field)).filter(JsonNode::isTextual).map(text -> Instant.parse(text.asText()));
    }

    /// The items of an array.
    public static Stream<JsonNode> items(JsonNode object, String field) {
        return object.path(field).valueStream();
    }
}
