// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.part.Fields;
import java.util.Optional;

/// What something was done to.
///
/// @param href where it is; empty if it has no page, is gone or may not be seen
public record Subject(String name, Optional<String> href) {
    private static final Subject NONE = new Subject("–", Optional.empty());

    static Subject of(String type, JsonNode entry, Names names) {
        var metadata = entry.path("event").path("metadata");
        Optional<String> project = Fields.text(entry, "projectId").flatMap(names::project);
        return rotation(type, metadata, project, names)
                .or(() -> connection(metadata, names))
                .or(() -> member(metadata, names))
                .or(() -> inFolder(type, metadata, project))
                .or(() -> Fields.text(metadata, "email")
                        .or(() -> Fields.text(metadata, "slug"))
                        .or(() -> Fields.text(metadata, "name"))
                        .map(name -> new Subject(name, Optional.empty())))
                .or(() -> project.map(slug -> new Subject(slug, Optional.empty())))
                .orElse(NONE);
    }

    private static Optional<Subject> rotation(String type, JsonNode metadata, Optional<String> project, Names names) {
        // a step's name is that of the step
        Optional<String> told = type.equals("secret-rotation-step") ? Optional.empty() : Fields.text(metadata, "name");
        return Fields.text(metadata, "rotationId").map(id -> {
            Optional<String> known = names.rotation(id);
            Optional<String> href =
                    known.isEmpty() ? known : project.map(slug -> "/projects/" + slug + "/rotations/" + id);
            return new Subject(known.or(() -> told).orElse(id), href);
        });
    }

    private static Optional<Subject> connection(JsonNode metadata, Names names) {
        return Fields.text(metadata, "connectionId").map(id -> {
            Optional<String> known = names.connection(id);
            return new Subject(
                    known.or(() -> Fields.text(metadata, "name")).orElse(id), known.map(_ -> "/connections/" + id));
        });
    }

    private static Optional<Subject> member(JsonNode metadata, Names names) {
        return Fields.text(metadata, "identityId")
                .or(() -> Fields.text(metadata, "userId"))
                .map(id -> new Subject(
                        names.actor(id)
                                .or(() -> Fields.text(metadata, "name"))
                                .or(() -> Fields.text(metadata, "email"))
                                .orElse(id),
                        Optional.empty()));
    }

    /// A secret by its name, a folder by its path.
    private static Optional<Subject> inFolder(String type, JsonNode metadata, Optional<String> project) {
        Optional<String> path = Fields.text(metadata, "folderPath").or(() -> Fields.text(metadata, "secretPath"));
        if (path.isEmpty()) {
            return Optional.empty();
        }
        boolean oneSecret = type.endsWith("-secret");
        String name = oneSecret ? Fields.text(metadata, "name").orElse(path.orElseThrow()) : path.orElseThrow();
        Optional<String> href = project.flatMap(slug -> Fields.text(metadata, "environment")
                .map(environment -> "/projects/%s/%s/secrets?path=%s"
                        .formatted(slug, environment, ConsoleApi.encoded(path.orElseThrow()))));
        return Optional.of(new Subject(name, href));
    }
}
