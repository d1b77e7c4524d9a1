// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.Verb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A project with one thing of each kind, all of them named `canary`, and people who have no business there.
final class MatrixWorld implements AutoCloseable {
    private static final String PROJECTS = "/api/v1/projects/";

    private final RotationWorld world =
            new RotationWorld(Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true", "KEYTURN_HEALTH_INTERVAL_SECONDS", "0"));
    private final String organization = world.get("/api/v1/identities").text("/identities/0/orgId");
    private final String projectSlug =
            world.get("/api/v1/workspace/" + world.project).text("/workspace/slug");
    private final Map<String, String> things = new LinkedHashMap<>();
    private final Set<String> elements = new HashSet<>();

    MatrixWorld() {
        things.put("projectId", world.project);
        things.put("connectionId", world.connection);
        things.put(
                "environmentId", world.get("/api/v1/workspace/" + world.project).text("/workspace/environments/0/id"));
        things.put("folder", made("/api/v1/folders", "/folder/id", """
                {"workspaceId":"%s","environment":"dev","name":"canary-folder"}"""));
        things.put("secretId", made("/api/v3/secrets/raw/CANARY_SECRET", "/secret/id", """
                {"workspaceId":"%s","environment":"dev","secretValue":"canary-value"}"""));
        things.put("importId", made("/api/v1/secret-imports", "/secretImport/id", """
                {"workspaceId":"%s","environment":"dev","path":"/","import":{"environment":"prod","path":"/"}}"""));
        things.put("tagId", made(PROJECTS + world.project + "/tags", "/tag/id", """
                {"slug":"canary-tag","color":""}"""));
        things.put("id", world.rotation(body -> body.put("name", "canary-rotation")));
        things.put("roleId", made(PROJECTS + world.project + "/roles", "/role/id", """
                {"name":"canary-role","slug":"canary-role","permissions":[]}"""));
        var identity = identity("canary-identity", "no-access");
        join(identity, "viewer");
        things.put("identityId", identity);
        things.put("userId", made("/api/v1/users", "/user/id", """
                {"email":"canary@example.test","password":"canary-password"}"""));
        var auth = "/api/v1/auth/universal-auth/identities/" + identity;
        world.post(auth, "{}");
        things.put(
                "clientSecretId",
                made(auth + "/client-secrets", "/clientSecretData/id", "{\"description\":\"canary\"}"));
        things.put("webhookId", made("/api/v1/webhooks", "/webhook/id", """
                {"type":"general","projectId":"%s","environment":"dev","webhookUrl":"http://127.0.0.1:9/canary-hook"}"""));
        elements.addAll(things.values());
        things.put("app", "redis");
        things.put("type", "redis-credentials");
        things.put("environment", "dev");
        things.put("path", "%2Fcanary-folder");
        elements.add("canary");
        elements.add("CANARY");
        elements.add("cache");
    }

    /// Makes something, and returns its id. `%s` in the body is the project.
    private String made(String path, String pointer, String body) {
        var answer = world.post(path, body.replace("%s", world.project));
        if (answer.text(pointer).isEmpty()) {
            throw new IllegalStateException(
                    "not made at " + path + ": " + answer.response().body());
        }
        return answer.text(pointer);
    }

    List<Route> routes() {
        return world.server().apiRoutes();
    }

    Route route(String name) {
        return routes().stream()
                .filter(route -> (route.verb() + " " + route.path()).equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Which things of the project a text speaks of.
    Set<String> elementsIn(String text) {
        return elements.stream().filter(text::contains).collect(Collectors.toSet());
    }

    String admin() {
        return world.token;
    }

    /// The token of an identity that is the admin of another project.
    String stranger() {
        var identity = identity("stranger", "member");
        var token = login(identity);
        world.server().call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Elsewhere\"}");
        return token;
    }

    /// The token of an identity that has one role in the project.
    String memberAs(String role) {
        var identity = identity("robot", "no-access");
        join(identity, role);
        return login(identity);
    }

    private String identity(String name, String role) {
        return made(
                "/api/v1/identities",
                "/identity/id",
                "{\"name\":\"" + name + "\",\"organizationId\":\"" + organization + "\",\"role\":\"" + role + "\"}");
    }

    private void join(String identity, String role) {
        made(
                PROJECTS + world.project + "/identity-memberships/" + identity,
                "/identityMembership/id",
                "{\"role\":\"" + role + "\"}");
    }

    private String login(String identity) {
        var auth = "/api/v1/auth/universal-auth/identities/" + identity;
        var client = world.post(auth, "{}").text("/identityUniversalAuth/clientId");
        var secret = world.post(auth + "/client-secrets", "{}").text("/clientSecret");
        return world.post(
                        "/api/v1/auth/universal-auth/login",
                        "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(client, secret))
                .text("/accessToken");
    }

    /// Calls a route with the things of the project wherever one can be named.
    Answer call(String token, Route route, String body) {
        return world.server()
                .call(token, route.verb().name(), path(route) + query(), route.verb() == Verb.GET ? "" : body);
    }

    private String path(Route route) {
        var path = new StringBuilder();
        var before = "";
        for (var segment : route.path().segments()) {
            path.append('/').append(segment.startsWith("{") ? standIn(route, before, segment) : segment);
            before = segment;
        }
        return path.toString();
    }

    private String standIn(Route route, String before, String segment) {
        var name = segment.substring(1, segment.length() - 1);
        var special = switch (before + " " + name) {
            case "rotation-name name" -> Optional.of("canary-rotation");
            case "connection-name name" -> Optional.of("cache");
            case "raw name", "secrets name" -> Optional.of("CANARY_SECRET");
            case "slug slug", "workspace slug" -> Optional.of(slug(route.path().toString()));
            default -> Optional.ofNullable(things.get(name));
        };
        return special.orElseThrow(() ->
                new AssertionError("%s %s is a new route: say in MatrixWorld which thing of the project stands for %s"
                        .formatted(route.verb(), route.path(), segment)));
    }

    private String slug(String path) {
        if (path.contains("/roles/")) {
            return "canary-role";
        }
        return path.contains("/tags/") ? "canary-tag" : projectSlug;
    }

    private String query() {
        return "?projectId=%s&workspaceId=%s&environment=dev&secretPath=/&path=/&recursive=true&orgId=%s"
                .formatted(world.project, world.project, organization);
    }

    /// The place alone.
    String sparseBody() {
        return "{\"projectId\":\"%s\",\"environment\":\"dev\",\"secretPath\":\"/\"}".formatted(world.project);
    }

    /// All that any route might need to do something.
    String fullBody() {
        ObjectNode body = world.rotationBody();
        body.setAll(world.connectionBody("intruder"));
        return body.put("name", "intruder")
                .put("slug", "intruder-" + body.hashCode())
                .put("environment", "dev")
                .put("secretPath", "/")
                .put("secretValue", "intruder")
                .put("destinationEnvironment", "staging")
                .put("destinationSecretPath", "/")
                .put("role", "viewer")
                .put("organizationId", organization)
                .put("projectName", "Intruder")
                .put("description", "intruder")
                .toString();
    }

    /// All that the admin sees of the project.
    Map<String, JsonNode> snapshot() {
        var shown = new HashMap<String, JsonNode>();
        for (var path : List.of(
                "/api/v1/workspace/" + world.project,
                "/api/v2/secret-rotations?projectId=" + world.project,
                "/api/v1/app-connections?projectId=" + world.project,
                "/api/v3/secrets/raw?environment=dev&recursive=true&workspaceId=" + world.project,
                "/api/v1/folders?environment=dev&recursive=true&workspaceId=" + world.project,
                "/api/v1/secret-imports?environment=dev&path=/&workspaceId=" + world.project,
                PROJECTS + world.project + "/tags",
                PROJECTS + world.project + "/roles",
                PROJECTS + world.project + "/identity-memberships/" + things.get("identityId"),
                "/api/v1/auth/universal-auth/identities/" + things.get("identityId") + "/client-secrets")) {
            shown.put(path, world.get(path).json());
        }
        return shown;
    }

    @Override
    public void close() {
        world.close();
    }
}
