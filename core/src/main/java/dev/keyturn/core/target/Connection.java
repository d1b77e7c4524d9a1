// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.List;
import java.util.Optional;

/// Where a target is reached.
///
/// @param database the database to log in to, where the engine has several
/// @param nodes    the nodes to use instead of those that the target announces; empty to ask the target
public record Connection(Endpoint endpoint, Optional<String> database, Tls tls, List<Endpoint> nodes) {
    public Connection {
        nodes = List.copyOf(nodes);
    }
}
