// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What ids in the log are called, and where they lead, for what is still there and may be seen.
///
/// @param projects    slugs by id
/// @param rotations   by id
/// @param connections by id
/// @param actors      names of people and machines by id
record Names(
        Map<String, String> projects,
        Map<String, String> rotations,
        Map<String, String> connections,
        Map<String, String> actors) {

    static Names of(
            JsonNode projects, Stream<JsonNode> rotations, JsonNode connections, JsonNode people, JsonNode identities) {
        Map<String, String> actors = new HashMap<>(named(Fields.items(people, "users"), "email"));
        actors.putAll(named(Fields.items(identities, "identities"), "name"));
        return new Names(
                named(Fields.items(projects, "projects"), "slug"),
                named(rotations.flatMap(answer -> Fields.items(answer, "secretRotations")), "name"),
                named(Fields.items(connections, "appConnections"), "name"),
                Map.copyOf(actors));
    }

    private static Map<String, String> named(Stream<JsonNode> items, String name) {
        return items.collect(Collectors.toUnmodifiableMap(
                item -> item.path("id").asText(), item -> item.path(name).asText(), (first, _) -> first));
    }

    Optional<String> project(String id) {
        return Optional.ofNullable(projects.get(id));
    }

    Optional<String> rotation(String id) {
        return Optional.ofNullable(rotations.get(id));
    }

    Optional<String> connection(String id) {
        return Optional.ofNullable(connections.get(id));
    }

    Optional<String> actor(String id) {
        return Optional.ofNullable(actors.get(id));
    }

    /// The projects that events are of.
    static List<String> projectsOf(JsonNode logs) {
        return Fields.items(logs, "auditLogs")
                .flatMap(entry -> Fields.text(entry, "projectId").stream())
                .distinct()
                .toList();
    }
}
