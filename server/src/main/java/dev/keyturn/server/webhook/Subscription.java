// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.secret.ProjectId;
import java.util.Optional;
import java.util.Set;

/// What a webhook that is switched on wants to be told, without where its calls go: that stays sealed until a call is
/// made, so that a receiver that does not open can stop no publication.
///
/// @param path   which folders
/// @param wanted empty: everything but extensions
record Subscription(
        WebhookId id, ProjectId project, FolderGlob path, WebhookType type, Optional<Set<EventName>> wanted) {
    Subscription {
        wanted = wanted.map(Set::copyOf);
    }

    boolean wants(EventName event, String folder) {
        return path.matches(folder)
                && wanted.map(names -> names.contains(event)).orElse(!event.isExtension());
    }
}
