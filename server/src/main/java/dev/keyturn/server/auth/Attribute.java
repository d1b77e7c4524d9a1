// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.Arrays;
import java.util.Optional;

/// What the condition of a rule can be about.
public enum Attribute {
    ENVIRONMENT("environment"),
    SECRET_PATH("secretPath"),
    CONNECTION("connectionId");

    private final String wireName;

    Attribute(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Attribute> of(String wireName) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.wireName.equals(wireName))
                .findFirst();
    }
}
