// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/// How times and types are written.
///
/// @param types the names of the types by slug, without the word that all of them end with
public record Words(Times times, Map<String, String> types) {
    private static final String COMMON = " Credentials";

    /// @param options as the API answers them
    public static Words of(Times times, JsonNode options) {
        return new Words(
                times,
                Fields.items(options, "secretRotationOptions")
                        .collect(Collectors.toUnmodifiableMap(
                                option -> option.path("type").asText(),
                                option -> option.path("name").asText().replace(COMMON, ""))));
    }

    public String type(String slug) {
        return types.getOrDefault(slug, slug);
    }
}
