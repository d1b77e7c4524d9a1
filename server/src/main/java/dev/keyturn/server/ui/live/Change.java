// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.live;

/// Something that is no longer as it was.
///
/// @param type as the API has it in the path: of a rotation its type, of a connection its app
record Change(Kind kind, String type, String id) {
    enum Kind {
        ROTATION("rotation", "/api/v2/secret-rotations/"),
        CONNECTION("connection", "/api/v1/app-connections/");

        private final String event;
        private final String path;

        Kind(String event, String path) {
            this.event = event;
            this.path = path;
        }
    }

    /// What the browser is told.
    String event() {
        return kind.event;
    }

    /// Where the API answers whoever may know of it.
    String address() {
        return kind.path + type + "/" + id;
    }
}
