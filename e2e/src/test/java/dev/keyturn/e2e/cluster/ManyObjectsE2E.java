// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.e2e.process.KeyturnOperator;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Many databases at once, without the component that would make pods of them. How many is said by
/// `-Dkeyturn.cluster.objects`; a second is 60 of them at least, and the operator's heap is limited to 400 MB.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@EnabledIfSystemProperty(named = "keyturn.cluster.objects", matches = "[1-9][0-9]*")
class ManyObjectsE2E {

    private static final int OBJECTS = Integer.getInteger("keyturn.cluster.objects", 0);
    private static final Duration FIRST = Duration.ofMinutes(6);
    private static final Duration AGAIN = Duration.ofSeconds(60);
    private static final Map<String, String> HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xmx400m");

    @Test
    void all_are_reconciled_within_a_minute_of_a_restart_with_a_small_heap() throws Exception {
        try (var cluster = Cluster.open("many");
                var operator = OperatorProcess.start(HEAP, cluster.namespace(), "provisioner")) {
            each(i -> cluster.create(Manifests.redis("many-" + i).replace("8.2.2", "7.0.15")));
            Duration first = reconciled(cluster, generation -> generation >= 1, FIRST);
            operator.kill();
            each(i -> cluster.patch(object(i), "{\"spec\": {\"healthChecker\": {\"periodSeconds\": 3600}}}"));

            long begun = System.nanoTime();
            operator.restart();
            reconciled(cluster, generation -> generation >= 2, AGAIN);
            Duration again = Duration.ofNanos(System.nanoTime() - begun);

            System.out.printf(
                    "%d databases: %d s at first, %d s after the restart, %d MB of heap%n",
                    OBJECTS, first.toSeconds(), again.toSeconds(), heap(operator) >> 20);
            assertThat(again).isLessThan(AGAIN);
            assertThat(heap(operator)).isLessThan(400L << 20);
        }
    }

    /// Waits until the operator has seen that generation of each.
    private static Duration reconciled(Cluster cluster, LongPredicate wanted, Duration patience) throws Exception {
        long begun = System.nanoTime();
        var done = ConcurrentHashMap.<String>newKeySet();
        var all = new CountDownLatch(1);
        try (var _ = watch(cluster, wanted, name -> {
            if (done.add(name) && done.size() == OBJECTS) {
                all.countDown();
            }
        })) {
            boolean complete = all.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(complete)
                    .as(done.size() + " of " + OBJECTS + " were reconciled within " + patience)
                    .isTrue();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Watch watch(Cluster cluster, LongPredicate wanted, Consumer<String> seen) {
        return cluster.client()
                .genericKubernetesResources("kubedb.com/v1", "Redis")
                .inNamespace(cluster.namespace())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource redis) {
                        Object generation = redis.get("status", "observedGeneration");
                        if (generation instanceof Number number && wanted.test(number.longValue())) {
                            seen.accept(redis.getMetadata().getName());
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        throw new AssertionError("the watch broke", cause);
                    }
                });
    }

    private static void each(IntConsumer work) {
        try (var threads = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, OBJECTS).forEach(i -> threads.execute(() -> work.accept(i)));
        }
    }

    private static JsonNode object(int i) {
        return new ObjectMapper()
                .valueToTree(Map.of(
                        "apiVersion", "kubedb.com/v1", "kind", "Redis", "metadata", Map.of("name", "many-" + i)));
    }

    private static long heap(KeyturnOperator operator) {
        return (long) operator.page("/metrics")
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
