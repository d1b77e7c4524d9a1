// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// What one may do with a [Subject].
public enum Action {
    READ("read"),
    CREATE("create"),
    EDIT("edit"),
    DELETE("delete"),
    /// See that a secret is there, without its value.
    DESCRIBE_SECRET("describeSecret"),
    /// See the value of a secret.
    READ_VALUE("readValue"),
    /// Use a connection for a rotation.
    CONNECT("connect"),
    READ_GENERATED_CREDENTIALS("read-generated-credentials"),
    ROTATE_SECRETS("rotate-secrets");

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    boolean isReading() {
        return this == READ || this == DESCRIBE_SECRET || this == READ_VALUE;
    }
}
