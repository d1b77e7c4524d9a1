// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import static dev.keyturn.server.auth.Action.CONNECT;
import static dev.keyturn.server.auth.Action.CREATE;
import static dev.keyturn.server.auth.Action.DELETE;
import static dev.keyturn.server.auth.Action.DESCRIBE_SECRET;
import static dev.keyturn.server.auth.Action.EDIT;
import static dev.keyturn.server.auth.Action.READ;
import static dev.keyturn.server.auth.Action.READ_GENERATED_CREDENTIALS;
import static dev.keyturn.server.auth.Action.READ_VALUE;
import static dev.keyturn.server.auth.Action.ROTATE_SECRETS;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What permissions are about, by the names that clients know; the actions on it, and what conditions may ask.
public enum Subject {
    SECRET_ROTATION("secret-rotation"),
    APP_CONNECTIONS("app-connections"),
    /// To read one is to see that it is there, and its value.
    SECRETS("secrets"),
    SECRET_FOLDERS("secret-folders"),
    SECRET_IMPORTS("secret-imports"),
    ENVIRONMENTS("environments"),
    TAGS("tags"),
    /// Machine identities: of the organisation, or the members of a project.
    IDENTITY("identity"),
    /// People, likewise.
    MEMBER("member"),
    ROLE("role"),
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

    public static Optional<Subject> of(String wireName) {
        return Arrays.stream(values())
                .filter(subject -> subject.wireName.equals(wireName))
                .findFirst();
    }

    /// Whether there is an action of that name.
    public boolean offers(String name) {
        return action(name).isPresent();
    }

    Set<Action> actions() {
        return switch (this) {
            case SECRET_ROTATION -> Set.of(READ, READ_GENERATED_CREDENTIALS, CREATE, EDIT, DELETE, ROTATE_SECRETS);
            case APP_CONNECTIONS -> Set.of(READ, CREATE, EDIT, DELETE, CONNECT);
            case SECRETS -> Set.of(DESCRIBE_SECRET, READ_VALUE, CREATE, EDIT, DELETE);
            case SECRET_FOLDERS, SECRET_IMPORTS, ENVIRONMENTS, TAGS, IDENTITY, MEMBER, ROLE, PROJECT, WEBHOOKS ->
                Set.of(READ, CREATE, EDIT, DELETE);
            case AUDIT_LOGS -> Set.of(READ);
        };
    }

    public Set<Attribute> attributes() {
        return switch (this) {
            case SECRET_ROTATION -> Set.of(Attribute.values());
            case APP_CONNECTIONS -> Set.of(Attribute.CONNECTION);
            case SECRETS, SECRET_FOLDERS, SECRET_IMPORTS -> Set.of(Attribute.ENVIRONMENT, Attribute.SECRET_PATH);
            case ENVIRONMENTS, TAGS, IDENTITY, MEMBER, ROLE, PROJECT, WEBHOOKS, AUDIT_LOGS -> Set.of();
        };
    }

    /// What an action on it comes down to; empty if there is no such action.
    Set<Action> parts(Action action) {
        if (this == SECRETS && action == READ) {
            return Set.of(DESCRIBE_SECRET, READ_VALUE);
        }
        return actions().contains(action) ? Set.of(action) : Set.of();
    }

    /// The action of that name. Those on connections may also be called as Infisical's projects call them,
    /// `read-app-connections` and so on.
    Optional<Action> action(String name) {
        var suffix = "-" + wireName;
        var plain = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        return Arrays.stream(Action.values())
                .filter(action -> action.wireName().equals(plain))
                .filter(action -> !parts(action).isEmpty())
                .findFirst();
    }
}
