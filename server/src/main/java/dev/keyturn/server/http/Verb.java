// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.Optional;

/// The methods that routes have.
public enum Verb {
    GET,
    POST,
    PATCH,
    PUT,
    DELETE;

    static Optional<Verb> of(String method) {
        for (var verb : values()) {
            if (verb.name().equals(method)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
