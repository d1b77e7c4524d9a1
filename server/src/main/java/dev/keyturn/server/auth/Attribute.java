// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

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
}
