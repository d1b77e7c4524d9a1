// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One rotation, by its type and its id.
public record Rotation(Api api, String type, String id) {

    static final String REDIS = "redis-credentials";

    /// One of type `redis-credentials`.
    public Rotation(Api api, String id) {
        this(api, REDIS, id);
    }

    public String path() {
        return "/api/v2/secret-rotations/" + type + "/" + id;
    }

    public Rotation as(Api other) {
        return new Rotation(other, type, id);
    }

    public Answer read() {
        return api.get(path());
    }

    /// The resource, which must be there.
    public JsonNode resource() {
        return read().ok().at("/secretRotation");
    }

    public Answer rotate() {
        return api.post(path() + "/rotate-secrets");
    }

    public Answer rotate(JsonNode body) {
        return api.post(path() + "/rotate-secrets", body);
    }

    public Answer patch(String body, Object... values) {
        return api.patch(path(), Json.object(body, values));
    }

    public Answer check() {
        return api.post(path() + "/check-credentials");
    }

    public Answer generated() {
        return api.get(path() + "/generated-credentials");
    }

    /// The stored sets in slot order.
    public List<Pair> sets() {
        return generated().ok().each("/generatedCredentials").map(Pair::of).toList();
    }

    public Answer active() {
        return api.get(path() + "/active-credentials");
    }

    /// The published pair, read in one go.
    public Pair published() {
        return Pair.of(active().ok().at("/credentials"));
    }

    public Answer attempts() {
        return api.get(path() + "/attempts");
    }

    /// What a run would do, §13.3.
    public Answer plan() {
        return api.post(path() + "/plan");
    }

    /// Who is logged in with its sets, §13.3.
    public Answer usage() {
        return api.get(path() + "/usage");
    }

    public Answer delete(String query) {
        return api.delete(path() + query);
    }

    /// A user name with its password; shows the password to nobody by accident.
    public record Pair(String username, String password) {

        static Pair of(JsonNode node) {
            return new Pair(
                    node.path("username").asText(), node.path("password").asText());
        }

        @Override
        public String toString() {
            return "Pair[" + username + ", ********]";
        }
    }
}
