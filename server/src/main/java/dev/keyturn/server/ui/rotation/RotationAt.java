// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import dev.keyturn.server.ui.client.ConsoleApi;

/// Where a rotation is: as a page and in the API.
///
/// @param slug of the project
public record RotationAt(String slug, String project, String type, String id) {
    /// The address of its page; those of its questions are below it.
    public String address() {
        return project(slug) + "/rotations/" + id;
    }

    /// Its resource in the API.
    String resource() {
        return "/api/v2/secret-rotations/" + ConsoleApi.encoded(type) + "/" + id;
    }

    /// The page of secrets in a folder.
    String secrets(String environment, String path) {
        return project(slug) + "/" + ConsoleApi.encoded(environment) + "/secrets?path=" + ConsoleApi.encoded(path);
    }

    static String project(String slug) {
        return "/projects/" + ConsoleApi.encoded(slug);
    }
}
