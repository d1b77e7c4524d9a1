// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an identity is in the organisation.
public enum OrganizationRole {
    /// Manages identities and the organisation's audit log, and counts as admin of every project.
    ADMIN("admin"),
    /// Makes projects, and works in those of which it is a member.
    MEMBER("member"),
    /// Works in projects of which it is a member.
    NO_ACCESS("no-access");

    private final String wireName;

    OrganizationRole(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Set<String> wireNames() {
        return Arrays.stream(values()).map(OrganizationRole::wireName).collect(Collectors.toUnmodifiableSet());
    }

    public static Optional<OrganizationRole> of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }
}
