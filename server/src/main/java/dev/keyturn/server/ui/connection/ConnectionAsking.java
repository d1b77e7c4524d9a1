// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.client.ConsoleApi;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.frame.Page;
import dev.keyturn.server.ui.part.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What the pages of connections ask the API.
record ConnectionAsking(ConsoleApi api, InstantSource clock) {
    private static final String CONNECTIONS = "/api/v1/app-connections";
    private static final String FOR_ADMINS = "Needs an administrator of the organisation";
    private static final String FOR_MEMBERS = "Needs the role member";

    Times times(Visit visit) {
        return Page.times(visit.call(), clock.instant());
    }

    List<App> apps(Visit visit) {
        return App.of(api.get(visit, CONNECTIONS + "/options").require());
    }

    List<JsonNode> all(Visit visit) {
        return list(api.get(visit, CONNECTIONS).require().path("appConnections"));
    }

    private static List<JsonNode> list(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false).toList();
    }

    Optional<JsonNode> find(Visit visit, String id) {
        return all(visit).stream()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst();
    }

    private List<JsonNode> projectsOf(Visit visit) {
        return list(api.peek(visit, "/api/v1/workspace").require().path("workspaces"));
    }

    List<ConnectionView.Project> projects(Visit visit) {
        return projectsOf(visit).stream()
                .map(one -> new ConnectionView.Project(
                        one.path("id").asText(),
                        one.path("name").asText(),
                        one.path("slug").asText()))
                .toList();
    }

    /// What the visitor may do to one that is stored.
    ConnectionView.Rights rights(Visit visit, JsonNode present) {
        if (visit.caller().isOrganizationAdmin()) {
            return ConnectionView.Rights.ALL;
        }
        if (!present.path("projectId").isTextual()) {
            return new ConnectionView.Rights(FOR_ADMINS, FOR_ADMINS);
        }
        String address = "/api/v1/projects/%s/rights?connectionId=%s"
                .formatted(
                        ConsoleApi.encoded(present.path("projectId").asText()),
                        ConsoleApi.encoded(present.path("id").asText()));
        var granted = list(api.peek(visit, address).json().at("/rights/app-connections")).stream()
                .map(JsonNode::asText)
                .toList();
        return new ConnectionView.Rights(
                granted.contains("edit") ? "" : FOR_MEMBERS, granted.contains("delete") ? "" : FOR_MEMBERS);
    }

    /// The project for which somebody makes a connection who may not make one for all; empty for who may.
    String project(Visit visit, String slug) {
        var own = visit.caller().isOrganizationAdmin() ? List.<ConnectionView.Project>of() : projects(visit);
        return own.stream()
                .filter(one -> one.slug().equals(slug))
                .findFirst()
                .or(() -> own.stream().findFirst())
                .map(ConnectionView.Project::id)
                .orElse("");
    }

    /// The rotations that the visitor may see, by the id of their connection.
    Map<String, List<ConnectionRow.Used>> users(Visit visit) {
        var users = new HashMap<String, List<ConnectionRow.Used>>();
        for (JsonNode project : projectsOf(visit)) {
            String address = "/api/v2/secret-rotations?projectId="
                    + ConsoleApi.encoded(project.path("id").asText());
            String base = "/projects/" + ConsoleApi.encoded(project.path("slug").asText()) + "/rotations/";
            api.peek(visit, address)
                    .json()
                    .path("secretRotations")
                    .forEach(rotation -> users.computeIfAbsent(
                                    rotation.path("connectionId").asText(), _ -> new ArrayList<>())
                            .add(new ConnectionRow.Used(
                                    rotation.path("name").asText(),
                                    base + rotation.path("id").asText())));
        }
        return users;
    }

    ConnectionView.Setup setup(Visit visit, String app, String username, String database) {
        String query = "?username=" + ConsoleApi.encoded(username) + "&database=" + ConsoleApi.encoded(database);
        var answer = api.peek(visit, of(app) + "/setup" + query).require();
        return ConnectionView.Setup.of(answer.path("setup"));
    }

    ApiAnswer create(Visit visit, String app, ObjectNode body) {
        return api.post(visit, of(app), body);
    }

    ApiAnswer test(Visit visit, String app, ObjectNode body) {
        return api.post(visit, of(app) + "/test", body);
    }

    ApiAnswer change(Visit visit, JsonNode present, ObjectNode body) {
        return api.patch(visit, of(present), body);
    }

    ApiAnswer test(Visit visit, JsonNode present, ObjectNode body) {
        return api.post(visit, of(present) + "/test", body);
    }

    ApiAnswer delete(Visit visit, JsonNode present) {
        return api.delete(visit, of(present), Json.object());
    }

    private static String of(String app) {
        return CONNECTIONS + "/" + ConsoleApi.encoded(app);
    }

    private static String of(JsonNode present) {
        return of(present.path("app").asText()) + "/" + present.path("id").asText();
    }
}
