// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.operator.crd.redis.RedisMode;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.Offshoots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which PetSets a Redis has.
///
/// @param replicas of each PetSet; in a cluster the master counts
record RedisShape(boolean cluster, int shards, int replicas) {

    static final String SHARD = "redis.kubedb.com/shard";

    private static final int SHARDS = 3;
    private static final int REPLICAS = 2;

    static RedisShape of(RedisSpec spec) {
        if (spec.mode().orElse(RedisMode.STANDALONE) != RedisMode.CLUSTER) {
            return new RedisShape(false, 1, 1);
        }
        return new RedisShape(
                true,
                spec.cluster().flatMap(cluster -> cluster.shards()).orElse(SHARDS),
                spec.cluster().flatMap(cluster -> cluster.replicas()).orElse(REPLICAS));
    }

    int pods() {
        return shards * replicas;
    }

    List<Integer> numbers() {
        return IntStream.range(0, shards).boxed().toList();
    }

    String petSet(Offshoots names, int shard) {
        return cluster ? names.shard(shard) : names.name();
    }

    /// What the pods of one PetSet are found by.
    Map<String, String> selector(Offshoots names, int shard) {
        Map<String, String> selector = new LinkedHashMap<>(names.selector());
        if (cluster) {
            selector.put(SHARD, Integer.toString(shard));
        }
        return selector;
    }

    /// The shard that a pod belongs to, by its name.
    Optional<Integer> shardOf(Offshoots names, String pod) {
        int ordinal = pod.lastIndexOf('-');
        String petSet = ordinal < 0 ? pod : pod.substring(0, ordinal);
        return numbers().stream()
                .filter(number -> petSet(names, number).equals(petSet))
                .findFirst();
    }
}
