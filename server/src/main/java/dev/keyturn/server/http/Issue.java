// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One reason why an input was refused, in the shape that Infisical's clients know.
///
/// @param path names of the fields from the outside in; an index of a list is a number
/// @param facts what else this code has, such as `expected` or `minimum`
public record Issue(String code, @JsonAnyGetter Map<String, Object> facts, List<Object> path, String message) {
    public Issue {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        path = List.copyOf(path);
    }

    static Issue missing(List<Object> path, String expected) {
        return new Issue("invalid_type", Map.of("expected", expected, "received", "undefined"), path, "Required");
    }

    static Issue wrongType(List<Object> path, String expected, String received) {
        return new Issue(
                "invalid_type",
                Map.of("expected", expected, "received", received),
                path,
                "Expected %s, received %s".formatted(expected, received));
    }

    /// @param type what is measured: `string`, `number` or `array`
    static Issue tooSmall(List<Object> path, String type, long minimum, String message) {
        return new Issue(
                "too_small",
                Map.of("minimum", minimum, "type", type, "inclusive", true, "exact", false),
                path,
                message);
    }

    /// @param type what is measured: `string`, `number` or `array`
    static Issue tooBig(List<Object> path, String type, long maximum, String message) {
        return new Issue(
                "too_big", Map.of("maximum", maximum, "type", type, "inclusive", true, "exact", false), path, message);
    }

    public static Issue notUuid(List<Object> path) {
        return new Issue("invalid_string", Map.of("validation", "uuid"), path, "Invalid uuid");
    }

    /// Any rule without a code of its own.
    public static Issue custom(List<Object> path, String message) {
        return new Issue("custom", Map.of(), path, message);
    }
}
