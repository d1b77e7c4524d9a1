// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A type of rotation that the server offers, with what its form proposes.
///
/// @param type      as the API calls it: `redis-credentials`
/// @param app       whose connections fit
/// @param statement that makes the two users, if somebody has to make them
/// @param rotation  what changes a password, as a sample; empty where the engine takes no statement of an owner's
public record Kind(
        String type,
        String name,
        String app,
        Optional<String> statement,
        Optional<String> rotation,
        String username,
        String password) {

    /// @param options as the API answers them
    static List<Kind> of(JsonNode options) {
        return StreamSupport.stream(options.path("secretRotationOptions").spliterator(), false)
                .map(Kind::one)
                .toList();
    }

    private static Kind one(JsonNode option) {
        JsonNode template = option.path("template");
        return new Kind(
                option.path("type").asText(),
                option.path("name").asText(),
                option.path("connection").asText(),
                text(template.path("createUserStatement")),
                text(template.path("rotationStatement")),
                template.at("/secretsMapping/username").asText(),
                template.at("/secretsMapping/password").asText());
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /// Whether its accounts are named by their owner.
    public boolean isSql() {
        return rotation.isPresent();
    }

    /// The engine: `Redis`.
    public String engine() {
        return name.replace(" Credentials", "");
    }

    /// What it does, in a line.
    public String line() {
        return isSql() ? "Two users take turns" : "A new user each time";
    }
}
