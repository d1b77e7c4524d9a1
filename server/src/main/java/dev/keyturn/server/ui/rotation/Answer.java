// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// An object of an answer of the API, read by the names of its fields. A field that is absent is as `null`.
record Answer(JsonNode node) {
    Answer in(String field) {
        return new Answer(node.path(field));
    }

    Optional<Answer> object(String field) {
        return Optional.of(in(field)).filter(found -> found.node.isObject());
    }

    List<Answer> list(String field) {
        return StreamSupport.stream(node.path(field).spliterator(), false)
                .map(Answer::new)
                .toList();
    }

    List<String> texts(String field) {
        return list(field).stream().map(each -> each.node.asText()).toList();
    }

    /// Empty also for an empty text.
    Optional<String> optional(String field) {
        return Optional.of(node.path(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    String text(String field) {
        return optional(field).orElse("");
    }

    Optional<Instant> time(String field) {
        return optional(field).map(Instant::parse);
    }

    Optional<Long> number(String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isNumber).map(JsonNode::asLong);
    }

    int whole(String field) {
        return node.path(field).asInt();
    }

    boolean flag(String field) {
        return node.path(field).asBoolean();
    }

    boolean is(String field, String value) {
        return text(field).equals(value);
    }
}
