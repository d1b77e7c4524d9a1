// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.rotation;

import java.util.Set;

/// What the visitor may do with the rotation, and what it is ready for. Each reason is empty where nothing is in the
/// way.
public record Rights(
        String decide, String rotate, String check, String edit, String move, String remove, String reveal) {
    private static final String NEEDS = "Needs the role member";
    private static final String RUNNING = "A run is in progress";

    /// @param allowed what the API allows them on it
    static Rights of(RotationAnswers said, Set<String> allowed) {
        String busy = said.isBlocked() || said.isDeleteStopped() ? "Decide first" : said.isRunning() ? RUNNING : "";
        String run = said.isRunning() ? RUNNING : "";
        return new Rights(
                needs(allowed, "rotate-secrets", run),
                needs(allowed, "rotate-secrets", busy),
                needs(allowed, "read-generated-credentials", run),
                needs(allowed, "edit", run),
                needs(allowed, "delete", run),
                needs(allowed, "delete", run),
                allowed.contains("read-generated-credentials") ? "" : "read-generated-credentials");
    }

    private static String needs(Set<String> allowed, String action, String otherwise) {
        return allowed.contains(action) ? otherwise : NEEDS;
    }
}
