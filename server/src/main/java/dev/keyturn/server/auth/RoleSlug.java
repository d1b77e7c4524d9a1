// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

/// Names a role of a project: one that every project has, or a custom one.
public record RoleSlug(String value) implements Comparable<RoleSlug> {
    @Override
    public int compareTo(RoleSlug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
