// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.util.Arrays;

/// How the sets of a rotation follow each other, as its owner chose once and for all (API contract §13.2).
public enum RotationMode {
    ALTERNATING_USERS("alternating-users"),
    SINGLE_USER("single-user");

    private final String slug;

    RotationMode(String slug) {
        this.slug = slug;
    }

    public String slug() {
        return slug;
    }

    /// @throws java.util.NoSuchElementException if there is none of that name
    public static RotationMode of(String slug) {
        return Arrays.stream(values())
                .filter(mode -> mode.slug.equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
