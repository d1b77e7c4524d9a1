// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.redis;

import java.util.Optional;

/// The size of a cluster.
///
/// @param replicas nodes of a shard; the master counts
public record RedisCluster(Optional<Integer> shards, Optional<Integer> replicas, Optional<Announce> announce) {}
