// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.ui.part.Typed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns what was typed into the body that makes or changes a connection (contract §6), and back. The password goes
/// through and is never part of what was typed.
record ConnectionWish(Typed typed, String password) {
    private static final List<String> LOGIN = List.of("host", "port", "database", "username", "tls", "unchecked", "ca");
    static final List<String> FIELDS = List.of(
            "name",
            "description",
            "project",
            "host",
            "port",
            "database",
            "username",
            "tls",
            "unchecked",
            "ca",
            "nodes",
            "managed");

    ObjectNode creation() {
        ObjectNode body = shared();
        typed.given("description").ifPresent(text -> body.put("description", text));
        typed.given("project").ifPresent(id -> body.put("projectId", id));
        body.put("method", "username-and-password").put("isPlatformManagedCredentials", typed.isOn("managed"));
        ObjectNode credentials = credentials(body);
        if (!password.isEmpty()) {
            credentials.put("password", password);
        }
        return body;
    }

    /// Credentials go along only if something about them changes: they have to prove themselves then.
    ///
    /// @param present as the API answers it
    ObjectNode changes(JsonNode present) {
        ObjectNode body = shared();
        typed.given("description")
                .ifPresentOrElse(text -> body.put("description", text), () -> body.putNull("description"));
        boolean managed = present.path("isPlatformManagedCredentials").asBoolean();
        if (managed != typed.isOn("managed")) {
            body.put("isPlatformManagedCredentials", typed.isOn("managed"));
        }
        if (body.path("nodes").equals(ConnectionWish.of(present).nodes())) {
            body.remove("nodes");
        }
        if (!password.isEmpty() || !login(typed).equals(login(of(present).typed()))) {
            ObjectNode credentials = credentials(body);
            if (password.isEmpty()) {
                credentials.putNull("password");
            } else {
                credentials.put("password", password);
            }
        }
        return body;
    }

    private static List<String> login(Typed typed) {
        return LOGIN.stream().map(name -> name + "=" + typed.text(name).strip()).toList();
    }

    private ObjectNode shared() {
        ObjectNode body = Json.object().put("name", typed.text("name").strip());
        body.set("nodes", nodes());
        return body;
    }

    /// A line is `host:port`; what has no port goes on without one, and the API says so.
    private ArrayNode nodes() {
        ArrayNode nodes = Json.object().putArray("nodes");
        typed.text("nodes")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int colon = line.lastIndexOf(':');
                    ObjectNode node = nodes.addObject().put("host", colon < 0 ? line : line.substring(0, colon));
                    if (colon >= 0) {
                        node.put("port", line.substring(colon + 1));
                    }
                });
        return nodes;
    }

    private ObjectNode credentials(ObjectNode body) {
        ObjectNode credentials = body.putObject("credentials");
        credentials
                .put("host", typed.text("host").strip())
                .put("port", typed.text("port").strip())
                .put("username", typed.text("username").strip())
                .put("sslEnabled", typed.isOn("tls"))
                .put("sslRejectUnauthorized", !typed.isOn("unchecked"));
        if (typed.isOn("database")) {
            credentials.put("database", typed.text("database").strip());
        }
        typed.given("ca").ifPresent(pem -> credentials.put("sslCertificate", pem));
        return credentials;
    }

    /// What stands in the fields of one that exists.
    static ConnectionWish of(JsonNode connection) {
        var fields = new HashMap<String, String>();
        JsonNode credentials = connection.path("credentials");
        text(fields, "name", connection.path("name"));
        text(fields, "description", connection.path("description"));
        text(fields, "project", connection.path("projectId"));
        List.of("host", "port", "database", "username").forEach(field -> text(fields, field, credentials.path(field)));
        text(fields, "ca", credentials.path("sslCertificate"));
        tick(fields, "tls", credentials.path("sslEnabled").asBoolean());
        tick(fields, "unchecked", !credentials.path("sslRejectUnauthorized").asBoolean(true));
        tick(fields, "managed", connection.path("isPlatformManagedCredentials").asBoolean());
        var nodes = new StringBuilder();
        connection
                .path("nodes")
                .forEach(node -> nodes.append(node.path("host").asText())
                        .append(':')
                        .append(node.path("port").asText())
                        .append('\n'));
        fields.put("nodes", nodes.toString());
        return new ConnectionWish(new Typed(fields), "");
    }

    private static void text(Map<String, String> fields, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            fields.put(name, value.asText());
        }
    }

    private static void tick(Map<String, String> fields, String name, boolean on) {
        if (on) {
            fields.put(name, "on");
        }
    }

    @Override
    public String toString() {
        return "wish for a connection";
    }
}
