// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.e2e.process.KeyturnServer;

/// A running server that has been opened by the call of §7.1, with the token of its first identity.
public record Installation(KeyturnServer server, Api api, String token, String organization) implements AutoCloseable {

    public static final String EMAIL = "admin@example.test";
    public static final String PASSWORD = "correct-horse-battery-staple";

    /// Opens a server that nobody has opened before.
    public static Installation open(KeyturnServer server) {
        var anonymous = Api.at(server::address);
        var opened = anonymous.post("/api/v1/admin/bootstrap", bootstrap()).ok();
        String token = opened.text("/identity/credentials/token");
        return new Installation(server, anonymous.as(token), token, opened.text("/organization/id"));
    }

    public static ObjectNode bootstrap() {
        return Json.object("""
                {"email": %s, "password": %s, "organization": "Shop"}""", EMAIL, PASSWORD);
    }

    /// A new project of the given name.
    public Project project(String name) {
        var created = api.post("/api/v1/projects", Json.object("{\"projectName\": %s}", name))
                .ok();
        return new Project(api, created.text("/project/id"), created.text("/project/slug"));
    }

    /// A new machine identity that can log in with a client id and a client secret.
    public Identity identity(String name, String role) {
        String id = api.post("/api/v1/identities", Json.object("""
                                {"name": %s, "organizationId": %s, "role": %s}""", name, organization, role))
                .ok()
                .text("/identity/id");
        String set = "/api/v1/auth/universal-auth/identities/" + id;
        String clientId = api.post(set, Json.object("{}")).ok().text("/identityUniversalAuth/clientId");
        String secret = api.post(
                        set + "/client-secrets",
                        Json.object("{\"description\": \"\", \"numUsesLimit\": 0, \"ttl\": 0}"))
                .ok()
                .text("/clientSecret");
        return new Identity(id, clientId, secret);
    }

    public Answer logIn(Identity identity) {
        return logIn(identity.clientId(), identity.clientSecret());
    }

    public Answer logIn(String clientId, String clientSecret) {
        return api.anonymous()
                .post(
                        "/api/v1/auth/universal-auth/login",
                        Json.object("{\"clientId\": %s, \"clientSecret\": %s}", clientId, clientSecret));
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "Installation[" + server.address() + "]";
    }

    /// A machine identity with its pair for the login.
    public record Identity(String id, String clientId, String clientSecret) {}
}
