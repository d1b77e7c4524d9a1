// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.secret.FolderPath;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// What an action is done with, as far as conditions of rules can ask. What is not said could be anything: a rule that
/// asks for it then allows nothing, and still forbids.
///
/// An environment is named by its slug, whether there is one or not.
public record Scope(Map<Attribute, String> values) {
    /// The whole project: for what conditions cannot be about, and for what concerns everything in it.
    public static final Scope PROJECT = new Scope(Map.of());

    public Scope {
        values = Map.copyOf(values);
    }

    /// Something in a folder, or the folder itself.
    public static Scope folder(String environment, FolderPath path) {
        return new Scope(Map.of(Attribute.ENVIRONMENT, environment, Attribute.SECRET_PATH, path.value()));
    }

    /// A rotation in a folder.
    public static Scope rotation(String environment, FolderPath path, ConnectionId connection) {
        var values = new EnumMap<Attribute, String>(folder(environment, path).values());
        values.put(Attribute.CONNECTION, connection.value());
        return new Scope(values);
    }

    public static Scope connection(ConnectionId connection) {
        return new Scope(Map.of(Attribute.CONNECTION, connection.value()));
    }

    Optional<String> value(Attribute attribute) {
        return Optional.ofNullable(values.get(attribute));
    }
}
