// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The roles that every project has (contract §15.4).
public enum ProjectRole {
    ADMIN("admin"),
    MEMBER("member"),
    VIEWER("viewer"),
    NO_ACCESS("no-access");

    private static final Set<Subject> WORK = Set.of(
            Subject.SECRET_ROTATION,
            Subject.APP_CONNECTIONS,
            Subject.SECRETS,
            Subject.SECRET_FOLDERS,
            Subject.SECRET_IMPORTS,
            Subject.ENVIRONMENTS,
            Subject.TAGS);

    private final String wireName;

    ProjectRole(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public RoleSlug slug() {
        return new RoleSlug(wireName);
    }

    public static Set<String> wireNames() {
        return Arrays.stream(values()).map(ProjectRole::wireName).collect(Collectors.toUnmodifiableSet());
    }

    public static Optional<ProjectRole> of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }

    public String displayName() {
        return switch (this) {
            case ADMIN -> "Admin";
            case MEMBER -> "Member";
            case VIEWER -> "Viewer";
            case NO_ACCESS -> "No Access";
        };
    }

    /// What it allows, in the words of custom roles.
    public List<Permission> permissions() {
        return rules().stream()
                .map(rule -> new Permission(
                        rule.subject(),
                        rule.actions().stream().sorted().map(Action::wireName).toList(),
                        false,
                        List.of()))
                .toList();
    }

    List<Rule> rules() {
        return Arrays.stream(Subject.values())
                .map(subject -> Rule.allowing(subject, actions(subject)))
                .filter(rule -> !rule.actions().isEmpty())
                .toList();
    }

    private Set<Action> actions(Subject subject) {
        return switch (this) {
            case ADMIN -> subject.actions();
            case MEMBER -> WORK.contains(subject) ? subject.actions() : Set.of();
            case VIEWER ->
                WORK.contains(subject)
                        ? subject.actions().stream().filter(Action::isReading).collect(Collectors.toUnmodifiableSet())
                        : Set.of();
            case NO_ACCESS -> Set.of();
        };
    }
}
