// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Events that people look for together, as the filter offers them.
enum EventGroup {
    RUNS(
            "rotations",
            "Rotations",
            "create-secret-rotation,secret-rotation-rotate-secrets,delete-secret-rotation,resolve-secret-rotation,"
                    + "update-secret-rotation,move-secret-rotation"),
    TROUBLE(
            "trouble",
            "Blocked and refused",
            "secret-rotation-blocked,secret-rotation-credential-refused,secret-rotation-credential-cut"),
    SEEN(
            "seen",
            "Looks at credentials",
            "get-secret-rotation-generated-credentials,get-secret-rotation-active-credentials,get-secret,"
                    + "export-audit-logs"),
    SECRETS(
            "secrets",
            "Changes of secrets",
            "create-secret,update-secret,delete-secret,create-secrets,update-secrets,delete-secrets,move-secrets,"
                    + "create-folder,update-folder,delete-folder"),
    CONNECTIONS(
            "connections",
            "Connections",
            "create-app-connection,update-app-connection,delete-app-connection,test-app-connection,"
                    + "change-app-connection-password"),
    ACCESS(
            "access",
            "Access",
            "login-user,logout-user,create-identity,update-identity,delete-identity,create-user,update-user,delete-user,"
                    + "create-identity-project-membership,update-identity-project-membership,"
                    + "delete-identity-project-membership,create-project-role,update-project-role,delete-project-role,"
                    + "create-identity-universal-auth-client-secret,revoke-identity-universal-auth-client-secret,"
                    + "login-identity-universal-auth");

    private final String word;
    private final String label;
    private final String types;

    EventGroup(String word, String label, String types) {
        this.word = word;
        this.label = label;
        this.types = types;
    }

    /// As the address says it.
    String word() {
        return word;
    }

    String label() {
        return label;
    }

    /// As the API takes it: a list with commas.
    String types() {
        return types;
    }

    List<String> list() {
        return List.of(types.split(",", -1));
    }

    static Optional<EventGroup> of(String word) {
        return Arrays.stream(values()).filter(group -> group.word.equals(word)).findFirst();
    }
}
