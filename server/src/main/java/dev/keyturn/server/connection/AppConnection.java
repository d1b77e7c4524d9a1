// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.secret.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A stored connection.
///
/// @param app             the engine
/// @param project         empty: usable in the whole organisation
/// @param credentialsHash keyed; the same while the credentials are
/// @param nodes           the nodes to use instead of those that the target announces
/// @param version         grows with every change
public record AppConnection(
        ConnectionId id,
        TargetType app,
        Optional<ProjectId> project,
        ConnectionText text,
        ConnectionCredentials credentials,
        List<Endpoint> nodes,
        String credentialsHash,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public AppConnection {
        nodes = List.copyOf(nodes);
    }

    public String name() {
        return text.name();
    }

    public Connection where() {
        return credentials.where(nodes);
    }
}
