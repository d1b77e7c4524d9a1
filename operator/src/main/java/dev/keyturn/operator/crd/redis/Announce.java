// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import java.util.List;
import java.util.Optional;

/// Under which addresses the nodes announce themselves.
public record Announce(Optional<EndpointType> type, List<Shard> shards) {

    /// The addresses of the nodes of one shard.
    public record Shard(List<String> endpoints) {}
}
