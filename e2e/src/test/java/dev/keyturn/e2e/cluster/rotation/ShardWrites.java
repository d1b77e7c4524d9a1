// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/// Writes to each shard of a Redis Cluster five times a second, each time over a new connection, to whichever of its
/// nodes takes it. Owns a thread for each shard.
final class ShardWrites implements AutoCloseable {

    private static final int PACE_MILLIS = 200;
    private static final JedisClientConfig CLIENT = DefaultJedisClientConfig.builder()
            .timeoutMillis(300)
            .autoNegotiateProtocol(false)
            .build();

    private final Rotated rotated;
    private final InstantSource clock = InstantSource.system();
    private final Instant start = clock.instant();
    private final Map<Integer, List<Instant>> taken = new ConcurrentHashMap<>();
    private final ScheduledExecutorService threads;

    private ShardWrites(Rotated rotated, int shards) {
        this.rotated = rotated;
        this.threads = Executors.newScheduledThreadPool(shards);
        for (int shard = 0; shard < shards; shard++) {
            int number = shard;
            String key = key(shard, shards);
            var instants = new CopyOnWriteArrayList<Instant>();
            taken.put(shard, instants);
            var _ = threads.scheduleWithFixedDelay(
                    () -> write(number, key).ifPresent(instants::add), 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    static ShardWrites start(Rotated rotated, int shards) {
        return new ShardWrites(rotated, shards);
    }

    /// The longest time in which a shard took nothing.
    List<Duration> longestGaps() {
        Instant end = clock.instant();
        return IntStream.range(0, taken.size())
                .mapToObj(shard -> longestGap(taken.getOrDefault(shard, List.of()), end))
                .toList();
    }

    private Duration longestGap(List<Instant> instants, Instant end) {
        var all = new ArrayList<Instant>();
        all.add(start);
        all.addAll(instants);
        all.add(end);
        return IntStream.range(1, all.size())
                .mapToObj(i -> Duration.between(all.get(i - 1), all.get(i)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Optional<Instant> write(int shard, String key) {
        return IntStream.range(0, 2)
                        .mapToObj(node -> rotated.database().name() + "-shard" + shard + "-" + node)
                        .flatMap(pod ->
                                rotated.pods().address(pod, rotated.engine().port()).stream())
                        .anyMatch(address -> isTaken(address, key))
                ? Optional.of(clock.instant())
                : Optional.empty();
    }

    private boolean isTaken(InetSocketAddress address, String key) {
        try (var jedis = new Jedis(address.getHostString(), address.getPort(), CLIENT)) {
            jedis.auth(rotated.database().password());
            return "OK".equals(jedis.set(key, "there"));
        } catch (JedisException _) {
            // a replica, or nobody: the next one is asked
            return false;
        }
    }

    /// A key of the share of a shard that was never moved.
    private static String key(int shard, int shards) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "write-" + i)
                .filter(key -> JedisClusterCRC16.getSlot(key) * shards / 16_384 == shard)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
