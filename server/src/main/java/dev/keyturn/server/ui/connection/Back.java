// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import dev.keyturn.server.ui.client.ConsoleApi;

/// The draft of a rotation from which somebody came to add a connection.
///
/// @param project as in addresses; empty if nobody came from one
public record Back(String project, String draft) {
    static final Back NOWHERE = new Back("", "");

    public boolean isSomewhere() {
        return !project.isEmpty() && !draft.isEmpty();
    }

    /// The step that was left.
    public String address() {
        return "/projects/%s/rotations/new?draft=%s&step=configuration"
                .formatted(ConsoleApi.encoded(project), ConsoleApi.encoded(draft));
    }

    /// As [#address()], with the connection that was made.
    String with(String connection) {
        return address() + "&connection=" + ConsoleApi.encoded(connection);
    }
}
