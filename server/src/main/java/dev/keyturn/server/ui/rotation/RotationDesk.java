// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Asks the API about one rotation.
final class RotationDesk {
    private static final int RUNS = 100;
    private static final int SETS = 20;

    private final ConsoleApi api;
    private final UsageDesk usage;

    RotationDesk(ConsoleApi api) {
        this.api = api;
        this.usage = new UsageDesk(api);
    }

    /// A rotation that the visitor may read, and the name of its project.
    record Found(RotationAt at, String project) {}

    /// @throws ApiAnswer.Refused if the visitor may not see the project
    Optional<Found> find(Visit visit) {
        String slug = visit.call().name("slug");
        String id = visit.call().name("id");
        JsonNode project = api.peek(visit, "/api/v1/projects/slug/" + ConsoleApi.encoded(slug))
                .require();
        String projectId = project.path("id").asText();
        JsonNode all = api.peek(visit, "/api/v2/secret-rotations?projectId=" + ConsoleApi.encoded(projectId))
                .require();
        return StreamSupport.stream(all.path("secretRotations").spliterator(), false)
                .filter(rotation -> rotation.path("id").asText().equals(id))
                .findFirst()
                .map(rotation -> new Found(
                        new RotationAt(slug, projectId, rotation.path("type").asText(), id),
                        project.path("name").asText()));
    }

    /// @param patience how long the page waits for the nodes to say who is logged in
    RotationAnswers ask(Visit visit, RotationAt at, Duration patience) {
        ApiAnswer rotation = visit.wantsPart() ? api.peek(visit, at.resource()) : api.get(visit, at.resource());
        return RotationAnswers.of(
                rotation.require().path("secretRotation"),
                api.peek(visit, at.resource() + "/sets?limit=" + SETS).require(),
                api.peek(visit, at.resource() + "/attempts?limit=" + RUNS).require(),
                usage.ask(visit, at, patience));
    }

    /// What the visitor may do with it.
    Set<String> rights(Visit visit, RotationAt at, Answer rotation) {
        String place = "?environment="
                + ConsoleApi.encoded(rotation.in("environment").text("slug"))
                + "&secretPath=" + ConsoleApi.encoded(rotation.in("folder").text("path"))
                + "&connectionId=" + ConsoleApi.encoded(rotation.text("connectionId"));
        JsonNode rights = api.peek(visit, "/api/v1/projects/" + ConsoleApi.encoded(at.project()) + "/rights" + place)
                .require();
        return new HashSet<>(new Answer(rights).in("rights").texts("secret-rotation"));
    }

    /// The type, as people call it.
    String kind(Visit visit, String type) {
        JsonNode options = api.peek(visit, "/api/v2/secret-rotations/options").require();
        return new Answer(options)
                .list("secretRotationOptions").stream()
                        .filter(option -> option.is("type", type))
                        .map(option -> option.text("name"))
                        .findFirst()
                        .orElse(type);
    }
}
