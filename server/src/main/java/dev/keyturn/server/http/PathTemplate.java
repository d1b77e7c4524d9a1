// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path such as `/api/v1/folders/{id}`: segments that are words, and segments that are names in braces.
public record PathTemplate(List<String> segments) {
    static PathTemplate of(String template) {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + template);
        }
        return new PathTemplate(Arrays.asList(template.substring(1).split("/", -1)));
    }

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// The values of the named segments, if the decoded path fits.
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            var segment = segments.get(i);
            if (isName(segment)) {
                values.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return values.containsValue("") ? Optional.empty() : Optional.of(Map.copyOf(values));
    }

    /// How many segments are words: of two templates that fit, the one with more words is meant.
    long words() {
        return segments.stream().filter(segment -> !isName(segment)).count();
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
