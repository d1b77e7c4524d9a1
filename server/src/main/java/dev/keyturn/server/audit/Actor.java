// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.auth.Caller;
import java.util.Map;
import java.util.Optional;

/// Who did something: a machine identity, a person, or the server by itself.
///
/// @param id       empty for the server
/// @param metadata what clients are told of it
public record Actor(String type, Optional<String> id, Map<String, String> metadata) {
    private static final Actor PLATFORM = new Actor("platform", Optional.empty(), Map.of());

    public Actor {
        metadata = Map.copyOf(metadata);
    }

    /// The server by itself, or somebody who did not sign in.
    public static Actor platform() {
        return PLATFORM;
    }

    public static Actor of(Caller caller) {
        var id = caller.identity().value();
        return switch (caller.kind()) {
            case MACHINE -> identity(id, caller.name());
            case PERSON -> new Actor("user", Optional.of(id), Map.of("userId", id, "email", caller.name()));
        };
    }

    /// As people know it.
    public Optional<String> name() {
        return Optional.ofNullable(metadata.get("name"))
                .or(() -> Optional.ofNullable(metadata.get("email")))
                .or(() -> id);
    }

    /// One that proved itself with the request.
    static Actor identity(String id) {
        return new Actor("identity", Optional.of(id), Map.of("identityId", id));
    }

    static Actor identity(String id, String name) {
        return new Actor("identity", Optional.of(id), Map.of("identityId", id, "name", name));
    }
}
