// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the last check found, as it is kept. A message may quote the target; strip it of passwords before it is shown.
///
/// @param checkedAt empty: never
public record Health(Status status, Optional<Instant> checkedAt, Optional<String> message, List<NodeHealth> nodes) {
    public static final Health UNKNOWN = new Health(Status.UNKNOWN, Optional.empty(), Optional.empty(), List.of());

    public Health {
        nodes = List.copyOf(nodes);
    }

    /// @param lastOkAt when it was well last
    public record NodeHealth(
            String node, Status status, Instant checkedAt, Optional<Instant> lastOkAt, Optional<String> message) {}

    /// What is known after another check.
    Health after(Findings found, Instant now) {
        List<NodeHealth> next = found.nodes().isEmpty()
                ? nodes.stream().map(Health::unasked).toList()
                : found.nodes().stream().map(node -> node(node, now)).toList();
        return new Health(found.status(), Optional.of(now), found.message(), next);
    }

    private NodeHealth node(Findings.OfNode found, Instant now) {
        Optional<Instant> before = nodes.stream()
                .filter(known -> known.node().equals(found.node()))
                .findFirst()
                .flatMap(NodeHealth::lastOkAt);
        return new NodeHealth(
                found.node(),
                found.status(),
                now,
                found.status() == Status.OK ? Optional.of(now) : before,
                found.message());
    }

    private static NodeHealth unasked(NodeHealth node) {
        return new NodeHealth(node.node(), Status.UNKNOWN, node.checkedAt(), node.lastOkAt(), Optional.empty());
    }
}
