// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.testkit.redis.RedisAccount;

/// A project, as whoever holds the token of `api` sees it.
public record Project(Api api, String id, String slug) {

    private static final String CONNECTIONS = "/api/v1/app-connections/";
    private static final String ROTATIONS = "/api/v2/secret-rotations/";

    public Project as(Api other) {
        return new Project(other, id, slug);
    }

    /// The body of a connection to a Redis on this machine, as §6 shows it.
    public ObjectNode connectionBody(String name, int port, RedisAccount admin) {
        return Json.object("""
                {"name": %s, "method": "username-and-password", "projectId": %s,
                 "credentials": {"host": "127.0.0.1", "port": %s, "username": %s, "password": %s,
                                 "sslEnabled": false, "sslRejectUnauthorized": false}}""", name, id, port, admin.name(), admin.password());
    }

    public Answer connect(JsonNode body) {
        return connect("redis", body);
    }

    public Answer connect(String app, JsonNode body) {
        return api.post(CONNECTIONS + app, body);
    }

    /// A new connection; its id.
    public String connection(String name, int port, RedisAccount admin) {
        return connect(connectionBody(name, port, admin)).ok().text("/appConnection/id");
    }

    /// The body of §14's preamble, with mapped secrets that carry the rotation's name.
    public ObjectNode rotationBody(String name, String connection) {
        return Json.object("""
                {"name": %s, "projectId": %s, "connectionId": %s, "environment": "dev", "secretPath": "/",
                 "rotationInterval": 2, "rotateAtUtc": {"hours": 11.5, "minutes": 29.5},
                 "parameters": {
                   "permissionScope": "~* +@all",
                   "passwordRequirements": {
                     "length": 64, "required": {"digits": 1, "lowercase": 1, "uppercase": 1, "symbols": 1},
                     "allowedSymbols": "@!+"}},
                 "secretsMapping": {"username": %s, "password": %s}}""", name, id, connection, usernameOf(name), passwordOf(name));
    }

    public Answer create(JsonNode body) {
        return create(Rotation.REDIS, body);
    }

    public Answer create(String type, JsonNode body) {
        return api.post(ROTATIONS + type, body);
    }

    /// What a run would do of a rotation that does not exist yet, §13.3.
    public Answer plan(String type, JsonNode body) {
        return api.post(ROTATIONS + type + "/plan", body);
    }

    public Rotation rotation(String name, String connection) {
        return created(rotationBody(name, connection));
    }

    /// Creates it, which must succeed.
    public Rotation created(JsonNode body) {
        return created(Rotation.REDIS, body);
    }

    public Rotation created(String type, JsonNode body) {
        return new Rotation(api, type, create(type, body).ok().text("/secretRotation/id"));
    }

    public Answer rotationByName(String name) {
        return api.get(ROTATIONS + Rotation.REDIS + "/rotation-name/" + name + "?projectId=" + id
                + "&environment=dev&secretPath=/");
    }

    /// One secret of `dev` at the root, by the v3 route.
    public Answer secret(String name) {
        return api.get(secretPath(name) + "?workspaceId=" + id + "&environment=dev");
    }

    public Answer createSecret(String name, String value) {
        return api.post(secretPath(name), secretBody(value));
    }

    public Answer updateSecret(String name, String value) {
        return api.patch(secretPath(name), secretBody(value));
    }

    public Answer deleteSecret(String name) {
        return api.delete(secretPath(name), Json.object("{\"workspaceId\": %s, \"environment\": \"dev\"}", id));
    }

    public String secretValue(String name) {
        return secret(name).ok().text("/secret/secretValue");
    }

    /// The mapped secret of the user name of the rotation that [#rotationBody] describes.
    public static String usernameOf(String rotation) {
        return rotation + "_USERNAME";
    }

    public static String passwordOf(String rotation) {
        return rotation + "_PASSWORD";
    }

    private ObjectNode secretBody(String value) {
        return Json.object("{\"workspaceId\": %s, \"environment\": \"dev\", \"secretValue\": %s}", id, value);
    }

    private static String secretPath(String name) {
        return "/api/v3/secrets/raw/" + name;
    }
}
