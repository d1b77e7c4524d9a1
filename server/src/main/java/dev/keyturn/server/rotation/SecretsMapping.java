// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import java.util.List;
import java.util.Map;

/// The names of the secrets that hold the published set.
public record SecretsMapping(String username, String password) {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    public List<String> names() {
        return List.of(username, password);
    }

    /// The names by the field of a set that each secret holds.
    Map<String, String> byField() {
        return Map.of(USERNAME, username, PASSWORD, password);
    }

    /// What the secrets hold once `published` is published, by field.
    static Map<String, String> values(Credential published) {
        return Map.of(
                USERNAME, published.account().value(),
                PASSWORD, published.password().reveal());
    }
}
