// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.GoDuration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Walks a record and a schema side by side and writes down where they differ.
///
/// A type of Kubernetes itself and a [JsonNode] end the walk: there the schema only has to be an object.
final class Comparison {

    private static final String PRESERVES = "x-kubernetes-preserve-unknown-fields";
    private static final Map<Type, String> SCALARS = Map.of(
            String.class, "string",
            Boolean.class, "boolean",
            Integer.class, "integer/int32",
            int.class, "integer/int32",
            Long.class, "integer/int64",
            Instant.class, "string/date-time",
            GoDuration.class, "string");

    private final Set<String> storedOnly;
    private final List<String> faults = new ArrayList<>();
    private final Map<Class<?>, Set<String>> offered = new HashMap<>();

    /// @param storedOnly paths of the schema that no record has
    Comparison(Set<String> storedOnly) {
        this.storedOnly = storedOnly;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /// The values that schemas offered for each enum.
    Map<Class<?>, Set<String>> offered() {
        return Map.copyOf(offered);
    }

    void compare(String path, Type type, JsonNode schema) {
        if (type instanceof ParameterizedType generic) {
            compareGeneric(path, generic, schema);
        } else if (SCALARS.containsKey(type)) {
            expect(path, SCALARS.get(type), typeOf(schema));
        } else if (type instanceof Class<?> known && known.isRecord()) {
            compareRecord(path, known, schema);
        } else if (type instanceof Class<?> known && known.isEnum()) {
            compareEnum(path, known, schema);
        } else {
            expect(path, "object", typeOf(schema));
        }
    }

    static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> field.getAnnotation(JsonProperty.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void compareGeneric(String path, ParameterizedType type, JsonNode schema) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            compare(path, arguments[0], schema);
        } else if (type.getRawType() == List.class) {
            expect(path, "array", typeOf(schema));
            compare(path + "[]", arguments[0], schema.path("items"));
        } else {
            expect(path, "object", typeOf(schema));
            compare(path + "{}", arguments[1], schema.path("additionalProperties"));
        }
    }

    private void compareRecord(String path, Class<?> type, JsonNode schema) {
        expect(path, "object", typeOf(schema));
        if (!schema.has("properties")) {
            expect(path, "true", schema.path(PRESERVES).asText());
            return;
        }
        var names = new TreeSet<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            compare(
                    path + "." + component.getName(),
                    component.getGenericType(),
                    schema.path("properties").path(component.getName()));
        }
        schema.path("properties").fieldNames().forEachRemaining(name -> {
            if (!names.contains(name) && !storedOnly.contains(path + "." + name)) {
                faults.add(path + "." + name + " is in the schema, but not in " + type.getSimpleName());
            }
        });
    }

    private void compareEnum(String path, Class<?> type, JsonNode schema) {
        expect(path, "string", typeOf(schema));
        var values = new TreeSet<String>();
        schema.path("enum").forEach(value -> values.add(value.asText()));
        if (values.isEmpty() || !constants(type).containsAll(values)) {
            faults.add(path + " offers " + values + ", " + type.getSimpleName() + " has " + constants(type));
        }
        offered.computeIfAbsent(type, _ -> new TreeSet<>()).addAll(values);
    }

    private void expect(String path, String wanted, String found) {
        if (!found.equals(wanted)) {
            faults.add(path + " is \"" + found + "\" in the schema, \"" + wanted + "\" in Java");
        }
    }

    private static String typeOf(JsonNode schema) {
        String type = schema.path("type").asText();
        String format = schema.path("format").asText();
        // base64 stays text
        return format.isEmpty() || format.equals("byte") ? type : type + "/" + format;
    }
}
