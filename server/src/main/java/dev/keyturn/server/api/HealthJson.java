// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.health.Health;
import dev.keyturn.server.rotation.RunMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The last regular or requested login, of a published set or of a connection (API contract §13.2).
record HealthJson(String status, Optional<Instant> checkedAt, Optional<String> message, List<NodeJson> nodes) {
    record NodeJson(
            String node, String status, Instant checkedAt, Optional<Instant> lastOkAt, Optional<String> message) {}

    /// @param secrets what no message may hold
    static HealthJson of(Health health, Collection<Password> secrets) {
        return new HealthJson(
                health.status().wireName(),
                health.checkedAt(),
                health.message().map(text -> RunMessage.safe(text, secrets)),
                health.nodes().stream()
                        .map(node -> new NodeJson(
                                node.node(),
                                node.status().wireName(),
                                node.checkedAt(),
                                node.lastOkAt(),
                                node.message().map(text -> RunMessage.safe(text, secrets))))
                        .toList());
    }
}
