// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

/// What a data key is for: one project, or what belongs to the whole organisation.
public record KeyScope(String id) {
    public static final KeyScope ORGANIZATION = new KeyScope("organization");

    public static KeyScope project(String projectId) {
        return new KeyScope("project:" + projectId);
    }

    Place place() {
        return new Place("data_key", id, 1);
    }
}
