// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.infisical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.cli.api.ApiRefused;
import dev.keyturn.cli.infisical.Side.Project;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings rotations with their connections. A rotation begins with the set that is published on the old server, proved
/// by login and nothing else, so that no database is changed.
final class Rotations {
    private static final Set<String> APPS = Set.of("redis", "postgres", "mssql", "mysql");
    /// Of Keyturn's own; another server has none of them.
    private static final List<String> EXTENSIONS =
            List.of("schedule", "gracePeriodSeconds", "rotationMode", "retirement", "accountSetup");

    private final Side from;
    private final Side to;
    private final Transfer.Wish wish;
    private final Report report;
    private final Map<String, Optional<String>> connections = new HashMap<>();

    Rotations(Side from, Side to, Transfer.Wish wish, Report report) {
        this.from = from;
        this.to = to;
        this.wish = wish;
        this.report = report;
    }

    /// @param target the project on the destination, if it is there
    void bring(Project project, Optional<String> target) throws IOException, InterruptedException {
        List<JsonNode> there = target.isPresent() ? to.rotations(target.orElseThrow()) : List.of();
        for (JsonNode rotation : from.rotations(project.id())) {
            String what = "rotation " + project.slug() + "/"
                    + rotation.at("/environment/slug").asText()
                    + rotation.at("/folder/path").asText() + " "
                    + rotation.path("name").asText();
            Optional<String> present = there.stream()
                    .filter(each -> isSame(each, rotation))
                    .map(each -> each.path("id").asText())
                    .findFirst();
            if (present.isPresent()) {
                report.unlessThere(what, present, () -> "");
            } else {
                bring(what, rotation, target);
            }
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return List.of("/name", "/environment/slug", "/folder/path").stream()
                .allMatch(pointer -> one.at(pointer).equals(other.at(pointer)));
    }

    private void bring(String what, JsonNode rotation, Optional<String> target)
            throws IOException, InterruptedException {
        if (!APPS.contains(rotation.at("/connection/app").asText())) {
            report.leftOut(
                    what,
                    "Keyturn has no rotations of type " + rotation.path("type").asText());
            return;
        }
        Optional<String> connection = connection(rotation.at("/connection/id").asText(), target);
        if (connection.isEmpty() && !wish.dry()) {
            report.leftOut(what, "its connection is not there");
            return;
        }
        try {
            Optional<JsonNode> published = from.published(rotation);
            if (published.isEmpty()) {
                report.leftOut(what, "its published credentials cannot be read");
                return;
            }
            var _ = report.unlessThere(what, Optional.empty(), () -> {
                var body = body(rotation, published.orElseThrow(), target.orElseThrow(), connection.orElseThrow());
                return to.client()
                        .post(
                                "/api/v2/secret-rotations/"
                                        + rotation.path("type").asText(),
                                body,
                                JsonNode.class)
                        .at("/secretRotation/id")
                        .asText();
            });
        } catch (ApiRefused refused) {
            report.leftOut(what, String.valueOf(refused.getMessage()));
        }
    }

    private ObjectNode body(JsonNode rotation, JsonNode published, String target, String connection) {
        ObjectNode body = Transfer.object();
        for (String same : List.of("name", "description", "rotationInterval", "rotateAtUtc", "secretsMapping")) {
            body.set(same, rotation.path(same));
        }
        EXTENSIONS.stream()
                .filter(rotation::hasNonNull)
                .forEach(extension -> body.set(extension, rotation.path(extension)));
        body.put("projectId", target)
                .put("connectionId", connection)
                .put("environment", rotation.at("/environment/slug").asText())
                .put("secretPath", rotation.at("/folder/path").asText())
                .put(
                        "isAutoRotationEnabled",
                        wish.rotating()
                                && rotation.path("isAutoRotationEnabled").asBoolean());
        body.set("parameters", parameters(rotation.path("parameters"), published.path("username")));
        body.set("initialCredentials", published);
        return body;
    }

    /// The first user of a pair is the one that is published.
    private static JsonNode parameters(JsonNode given, JsonNode user) {
        if (!given.path("username2").equals(user)) {
            return given;
        }
        ObjectNode swapped = given.deepCopy();
        swapped.set("username1", given.path("username2"));
        swapped.set("username2", given.path("username1"));
        return swapped;
    }

    /// The connection on the destination, made if need be; asked once.
    private Optional<String> connection(String id, Optional<String> target) throws IOException, InterruptedException {
        String key = id + " " + target.orElse("");
        if (!connections.containsKey(key)) {
            connections.put(key, bringConnection(id, target));
        }
        return connections.getOrDefault(key, Optional.empty());
    }

    private Optional<String> bringConnection(String id, Optional<String> target)
            throws IOException, InterruptedException {
        Optional<JsonNode> found = from.connections().stream()
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            report.leftOut("connection " + id, "it cannot be read");
            return Optional.empty();
        }
        JsonNode connection = found.orElseThrow();
        String name = connection.path("name").asText();
        String what = "connection " + connection.path("app").asText() + " " + name;
        Optional<String> present = to.connections().stream()
                .filter(each -> each.path("app").equals(connection.path("app"))
                        && each.path("name").asText().equals(name)
                        && Optional.of(each.path("projectId").asText(""))
                                .filter(owner -> owner.isEmpty() || target.equals(Optional.of(owner)))
                                .isPresent())
                .map(each -> each.path("id").asText())
                .findFirst();
        if (present.isEmpty() && !wish.passwords().containsKey(name)) {
            report.leftOut(
                    what,
                    connection.path("isPlatformManagedCredentials").asBoolean()
                            ? "the old server alone knows its password; give its account another one, and enter that in"
                                    + " the file of --connections"
                            : "no server gives its password away; enter it in the file of --connections");
            return Optional.empty();
        }
        return report.unlessThere(what, present, () -> makeConnection(connection, target));
    }

    /// One of the whole organisation becomes one again.
    private String makeConnection(JsonNode connection, Optional<String> target)
            throws IOException, InterruptedException {
        ObjectNode body = Transfer.object();
        for (String same : List.of("name", "description", "method", "nodes")) {
            if (connection.hasNonNull(same)) {
                body.set(same, connection.path(same));
            }
        }
        ObjectNode credentials = connection.path("credentials").deepCopy();
        Opaque added = wish.passwords().getOrDefault(connection.path("name").asText(), new Opaque(Transfer.object()));
        added.node().properties().forEach(field -> credentials.set(field.getKey(), field.getValue()));
        body.set("credentials", credentials);
        if (connection.hasNonNull("projectId")) {
            body.put("projectId", target.orElseThrow());
        }
        return to.client()
                .post("/api/v1/app-connections/" + connection.path("app").asText(), body, JsonNode.class)
                .at("/appConnection/id")
                .asText();
    }
}
