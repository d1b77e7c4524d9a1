// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Fields;
import dev.keyturn.server.ui.part.StatusBadge;
import dev.keyturn.server.ui.part.Times;
import java.util.List;
import java.util.stream.Collectors;

/// A project in the list.
///
/// @param href   its secrets
/// @param needYou how many of its rotations need somebody
public record ProjectRow(
        String name,
        String slug,
        String description,
        String environments,
        String href,
        String rotationsHref,
        int rotations,
        long needYou) {

    /// @param rotations those of the project that the visitor may see
    static ProjectRow of(JsonNode project, List<JsonNode> rotations, Times times) {
        String slug = project.path("slug").asText();
        return new ProjectRow(
                project.path("name").asText(),
                slug,
                Fields.text(project, "description").orElse(""),
                Fields.items(project, "environments")
                        .map(environment -> environment.path("name").asText())
                        .collect(Collectors.joining(", ")),
                home(project),
                address(slug) + "/rotations",
                rotations.size(),
                rotations.stream()
                        .filter(rotation ->
                                StatusBadge.of(rotation, times).line().needsSomebody())
                        .count());
    }

    static String address(String slug) {
        return "/projects/" + ConsoleApi.encoded(slug);
    }

    /// Where one lands in a project: the secrets of its first environment.
    static String home(JsonNode project) {
        String base = address(project.path("slug").asText());
        return Fields.items(project, "environments")
                .findFirst()
                .map(environment ->
                        base + "/" + ConsoleApi.encoded(environment.path("slug").asText()) + "/secrets?path=/")
                .orElse(base + "/settings");
    }
}
