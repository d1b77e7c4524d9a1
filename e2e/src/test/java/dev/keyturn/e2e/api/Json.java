// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/// JSON as tests write it: text in, tree out.
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /// The object that the text says; `%s` in it are replaced by `values`, which come in quotes where they are text.
    public static ObjectNode object(String text, Object... values) {
        Object[] quoted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            quoted[i] = MAPPER.valueToTree(values[i]).toString();
        }
        return (ObjectNode) parse(text.formatted(quoted));
    }

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is no JSON: " + text, e);
        }
    }

    /// `base` with every field of `change` put over it, level by level, as jq's `*` does.
    public static ObjectNode merged(ObjectNode base, String change, Object... values) {
        ObjectNode result = base.deepCopy();
        merge(result, object(change, values));
        return result;
    }

    public static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static void merge(ObjectNode into, ObjectNode change) {
        change.properties().forEach(field -> {
            if (into.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode deeper) {
                merge(inner, deeper);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }
}
