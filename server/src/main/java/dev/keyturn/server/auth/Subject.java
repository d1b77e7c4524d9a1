// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// What permissions are about, by the names that clients know.
public enum Subject {
    SECRET_ROTATION("secret-rotation"),
    APP_CONNECTIONS("app-connections"),
    SECRETS("secrets"),
    SECRET_FOLDERS("secret-folders"),
    ENVIRONMENTS("environments"),
    /// Machine identities: of the organisation, or the members of a project.
    IDENTITY("identity"),
    PROJECT("project"),
    WEBHOOKS("webhooks"),
    AUDIT_LOGS("audit-logs");

    private final String wireName;

    Subject(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
