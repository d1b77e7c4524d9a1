// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.secret.EnvironmentId;
import dev.keyturn.server.secret.ProjectId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Somebody who wants to be told of what happens in folders of one environment.
///
/// @param path   which folders
/// @param wanted empty: everything but extensions
/// @param last   what became of the last call
public record Webhook(
        WebhookId id,
        ProjectId project,
        EnvironmentId environment,
        FolderGlob path,
        WebhookType type,
        Optional<Set<EventName>> wanted,
        Receiver receiver,
        boolean disabled,
        Optional<LastCall> last,
        Instant createdAt,
        Instant updatedAt) {
    public Webhook {
        wanted = wanted.map(Set::copyOf);
    }

    /// Where calls go, and what they are signed with. Whoever knows either can pose as one of the two.
    public record Receiver(URI url, Optional<Password> key) {
        @Override
        public String toString() {
            return "receiver";
        }
    }

    /// @param error empty after success
    public record LastCall(Optional<String> error) {
        public String status() {
            return error.isEmpty() ? "success" : "failed";
        }
    }
}
