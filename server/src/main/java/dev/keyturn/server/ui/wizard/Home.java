// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import java.util.List;
import java.util.stream.StreamSupport;

/// The project in which a rotation lives.
public record Home(String id, String slug, String name, List<Environment> environments) {
    public record Environment(String slug, String name) {}

    /// @param project as the API answers it
    static Home of(JsonNode project) {
        return new Home(
                project.path("id").asText(),
                project.path("slug").asText(),
                project.path("name").asText(),
                StreamSupport.stream(project.path("environments").spliterator(), false)
                        .map(one -> new Environment(
                                one.path("slug").asText(), one.path("name").asText()))
                        .toList());
    }

    /// As people call it.
    public String environment(String slug) {
        return environments.stream()
                .filter(one -> one.slug().equals(slug))
                .map(Environment::name)
                .findFirst()
                .orElse(slug);
    }

    public String secrets(String environment, String path) {
        return "/projects/%s/%s/secrets?path=%s"
                .formatted(
                        ConsoleApi.encoded(slug),
                        ConsoleApi.encoded(environment),
                        ConsoleApi.encoded(path.isEmpty() ? "/" : path));
    }

    public String rotations() {
        return "/projects/" + ConsoleApi.encoded(slug) + "/rotations";
    }

    public String rotation(String id) {
        return rotations() + "/" + ConsoleApi.encoded(id);
    }
}
