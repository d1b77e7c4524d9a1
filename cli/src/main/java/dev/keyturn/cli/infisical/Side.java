// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.infisical;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.cli.api.ApiClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What both servers are asked, in the words of the API that they share.
record Side(ApiClient client) {

    /// @param environments each with its `slug` and its `name`
    record Project(String id, String slug, String name, List<JsonNode> environments) {}

    /// @param rotated whether a rotation owns it
    /// @param hidden  whether we may not read its value
    record Secret(String name, Opaque value, String comment, boolean rotated, boolean hidden) {}

    List<Project> projects() throws IOException, InterruptedException {
        return list("/api/v1/workspace", "workspaces")
                .map(node -> new Project(
                        node.path("id").asText(),
                        node.path("slug").asText(),
                        node.path("name").asText(),
                        elements(node.path("environments")).toList()))
                .toList();
    }

    /// The names of the folders in a folder.
    List<String> folders(Place place) throws IOException, InterruptedException {
        return list(query("/api/v1/folders", place, "path"), "folders")
                .map(node -> node.path("name").asText())
                .toList();
    }

    /// What is shared; what a person keeps for itself is not asked for.
    List<Secret> secrets(Place place) throws IOException, InterruptedException {
        var path = query("/api/v3/secrets/raw", place, "secretPath")
                + "&viewSecretValue=true&expandSecretReferences=false&include_imports=false&recursive=false";
        return list(path, "secrets")
                .filter(node -> node.path("type").asText("shared").equals("shared"))
                .map(node -> new Secret(
                        node.path("secretKey").asText(),
                        new Opaque(node.path("secretValue")),
                        node.path("secretComment").asText(""),
                        node.path("isRotatedSecret").asBoolean(),
                        node.path("secretValueHidden").asBoolean()))
                .toList();
    }

    List<JsonNode> connections() throws IOException, InterruptedException {
        return list("/api/v1/app-connections", "appConnections").toList();
    }

    List<JsonNode> rotations(String project) throws IOException, InterruptedException {
        return list("/api/v2/secret-rotations?projectId=" + encoded(project), "secretRotations")
                .toList();
    }

    /// The published set of a rotation.
    Optional<JsonNode> published(JsonNode rotation) throws IOException, InterruptedException {
        var path = "/api/v2/secret-rotations/" + rotation.path("type").asText() + "/"
                + rotation.path("id").asText() + "/generated-credentials";
        var answer = client.get(path, JsonNode.class);
        var set = answer.path("generatedCredentials")
                .path(answer.path("activeIndex").asInt());
        return set.hasNonNull("password") ? Optional.of(set) : Optional.empty();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String query(String path, Place place, String pathName) {
        return path + "?workspaceId=" + encoded(place.project()) + "&environment=" + encoded(place.environment()) + "&"
                + pathName + "=" + encoded(place.path());
    }

    private Stream<JsonNode> list(String path, String name) throws IOException, InterruptedException {
        return elements(client.get(path, JsonNode.class).path(name));
    }
}
