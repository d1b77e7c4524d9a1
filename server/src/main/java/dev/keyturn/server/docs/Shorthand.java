// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;

/// Turns the short form of a type into a JSON Schema.
///
/// * `string`, `integer`, `number`, `boolean`, `uuid`, `time`, `map` (an object of any fields), `any`
/// * a word with a capital: the type of that name
/// * `x[]`: a list of them; `x?`: one, or `null`
/// * `x|y`: one of these words, or, if they are types, either of them
/// * `x: text`: what it means
/// * an object: an object of these fields; a name that ends in `?` may be missing. With nothing but `json` in it, the
///   schema as it is
final class Shorthand {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> FORMATS = Map.of("uuid", "uuid", "time", "date-time");

    private Shorthand() {}

    /// Whether objects may have fields that are not named: requests may, answers may not.
    enum Fields {
        OPEN,
        CLOSED
    }

    static ObjectNode schema(JsonNode form, Fields fields) {
        if (form.isTextual()) {
            return described(form.textValue());
        }
        if (form.size() == 1 && form.path("json") instanceof ObjectNode raw) {
            return raw.deepCopy();
        }
        if (form instanceof ObjectNode object) {
            return object(object, fields);
        }
        throw new IllegalArgumentException("neither a type nor an object of fields: " + form);
    }

    private static ObjectNode object(ObjectNode form, Fields fields) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        form.properties().forEach(field -> {
            var name = name(field.getKey());
            properties.set(name, schema(field.getValue(), fields));
            if (isRequired(field.getKey())) {
                required.add(name);
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (fields == Fields.CLOSED) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    static String name(String written) {
        return isRequired(written) ? written : written.substring(0, written.length() - 1);
    }

    static boolean isRequired(String written) {
        return !written.endsWith("?");
    }

    private static ObjectNode described(String form) {
        var colon = form.indexOf(": ");
        if (colon < 0) {
            return type(form);
        }
        return type(form.substring(0, colon)).put("description", form.substring(colon + 2));
    }

    private static ObjectNode type(String form) {
        if (form.endsWith("?")) {
            return either(
                    type(form.substring(0, form.length() - 1)),
                    NODES.objectNode().put("type", "null"));
        }
        if (form.indexOf('|') >= 0) {
            return choice(form.split("\\|", -1));
        }
        if (form.endsWith("[]")) {
            var list = NODES.objectNode().put("type", "array");
            list.set("items", type(form.substring(0, form.length() - 2)));
            return list;
        }
        return word(form);
    }

    private static ObjectNode choice(String... words) {
        if (Arrays.stream(words).allMatch(Shorthand::isType)) {
            return either(Arrays.stream(words).map(Shorthand::type).toArray(ObjectNode[]::new));
        }
        var schema = NODES.objectNode().put("type", "string");
        ArrayNode allowed = schema.putArray("enum");
        Arrays.stream(words).forEach(allowed::add);
        return schema;
    }

    private static ObjectNode either(ObjectNode... schemas) {
        var schema = NODES.objectNode();
        ArrayNode all = schema.putArray("anyOf");
        Arrays.stream(schemas).forEach(all::add);
        return schema;
    }

    private static boolean isType(String word) {
        return switch (word) {
            case "string", "integer", "number", "boolean", "uuid", "time", "map", "any" -> true;
            default -> word.endsWith("[]") || Character.isUpperCase(word.charAt(0));
        };
    }

    private static ObjectNode word(String word) {
        return switch (word) {
            case "string", "integer", "number", "boolean" -> NODES.objectNode().put("type", word);
            case "uuid", "time" -> NODES.objectNode().put("type", "string").put("format", FORMATS.get(word));
            case "map" -> NODES.objectNode().put("type", "object");
            case "any" -> NODES.objectNode();
            default -> {
                if (!isType(word)) {
                    throw new IllegalArgumentException("there is no type \"%s\"".formatted(word));
                }
                yield NODES.objectNode().put("$ref", "#/components/schemas/" + word);
            }
        };
    }
}
