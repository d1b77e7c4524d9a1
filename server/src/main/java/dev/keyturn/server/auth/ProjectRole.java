// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an identity is in a project. What it may do there is said in [Permissions].
public enum ProjectRole {
    ADMIN("admin"),
    MEMBER("member"),
    VIEWER("viewer"),
    NO_ACCESS("no-access");

    private final String wireName;

    ProjectRole(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Set<String> wireNames() {
        return Arrays.stream(values()).map(ProjectRole::wireName).collect(Collectors.toUnmodifiableSet());
    }

    public static Optional<ProjectRole> of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }
}
