// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.secret.Secret;
import java.util.Arrays;
import java.util.List;

/// A filter of a list by metadata: `key=team,value=shop|key=tier`. A secret has to fit every part.
record MetadataFilter(List<Part> parts) {
    static final MetadataFilter NONE = new MetadataFilter(List.of());

    /// An empty key or value fits any.
    record Part(String key, String value) {}

    static MetadataFilter parse(String text) {
        return text.isEmpty()
                ? NONE
                : new MetadataFilter(Arrays.stream(text.split("\\|", -1))
                        .map(part -> new Part(field(part, "key"), field(part, "value")))
                        .toList());
    }

    private static String field(String part, String name) {
        return Arrays.stream(part.split(",", -1))
                .map(String::strip)
                .filter(field -> field.startsWith(name + "="))
                .map(field -> field.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    boolean fits(Secret secret) {
        return parts.stream()
                .allMatch(part -> secret.content().metadata().stream()
                        .anyMatch(metadata -> (part.key().isEmpty()
                                        || part.key().equals(metadata.key()))
                                && (part.value().isEmpty() || part.value().equals(metadata.value()))));
    }
}
