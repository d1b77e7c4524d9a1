// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.access;

import java.util.List;

/// The roles in the organisation, as people call them.
public final class RoleNames {
    private RoleNames() {}

    /// A role to choose.
    public record Role(String word, String name, String meaning) {}

    public static final List<Role> ALL = List.of(
            new Role("admin", "Admin", "may do everything in every project, and manage who else may"),
            new Role("member", "Member", "may make projects; in others what their roles there allow"),
            new Role("no-access", "No access", "only what roles in projects allow"));

    static String of(String word) {
        return ALL.stream()
                .filter(role -> role.word().equals(word))
                .map(Role::name)
                .findFirst()
                .orElse(word);
    }
}
