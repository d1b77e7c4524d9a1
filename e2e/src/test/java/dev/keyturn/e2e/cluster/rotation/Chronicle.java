// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.e2e.cluster.Cluster;
import dev.keyturn.testkit.process.Deadline;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/// Every version of one object that a watch has shown, with the moment at which it came. Safe for many threads.
final class Chronicle implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final String what;
    private final InstantSource clock = InstantSource.system();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<Sight> sights = new ArrayList<>();
    private final Watch watch;
    private boolean gone;

    /// One version.
    record Sight(Instant at, JsonNode object) {

        String phase() {
            return object.at("/status/phase").asText();
        }

        List<JsonNode> conditions() {
            List<JsonNode> list = new ArrayList<>();
            object.at("/status/conditions").forEach(list::add);
            return list;
        }

        Optional<JsonNode> condition(String type) {
            return conditions().stream()
                    .filter(condition -> condition.path("type").asText().equals(type))
                    .findFirst();
        }

        boolean isTrue(String type) {
            return condition(type)
                    .filter(condition -> condition.path("status").asText().equals("True"))
                    .isPresent();
        }
    }

    private Chronicle(Cluster cluster, String apiVersion, String kind, String name) {
        this.cluster = cluster;
        this.what = kind + " " + name;
        this.watch = cluster.client()
                .genericKubernetesResources(apiVersion, kind)
                .inNamespace(cluster.namespace())
                .withName(name)
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource object) {
                        enter(action, object);
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        throw new IllegalStateException("The watch of " + what + " has ended", cause);
                    }
                });
    }

    static Chronicle of(Cluster cluster, String apiVersion, String kind, String name) {
        return new Chronicle(cluster, apiVersion, kind, name);
    }

    List<Sight> sights() {
        lock.lock();
        try {
            return List.copyOf(sights);
        } finally {
            lock.unlock();
        }
    }

    /// What one version after the other says, without repetitions.
    <T> List<T> turns(Function<Sight, T> of) {
        return turns(sights(), of);
    }

    static <T> List<T> turns(List<Sight> sights, Function<Sight, T> of) {
        List<T> turns = new ArrayList<>();
        for (Sight sight : sights) {
            T now = of.apply(sight);
            if (turns.isEmpty() || !turns.getLast().equals(now)) {
                turns.add(now);
            }
        }
        return turns;
    }

    /// The first version, old or new, that is so.
    Sight await(String wanted, Duration patience, Predicate<Sight> is) {
        return await(wanted, patience, () -> sights.stream().filter(is).findFirst());
    }

    /// It has been deleted; its last version is still the one before.
    boolean isGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    void awaitGone(Duration patience) {
        var _ = await("it is gone", patience, () -> gone ? Optional.of(true) : Optional.empty());
    }

    @Override
    public void close() {
        watch.close();
    }

    /// One line for each time something of the phase, the conditions or the pause has changed.
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(what + ":"));
        String last = "";
        for (Sight sight : sights()) {
            String line = line(sight);
            if (!line.equals(last)) {
                lines.add("  " + sight.at() + " " + line);
                last = line;
            }
        }
        return String.join("\n", lines);
    }

    private static String line(Sight sight) {
        var conditions = sight.conditions().stream()
                .map(condition -> condition.path("type").asText() + "="
                        + condition.path("status").asText()
                        + (condition.path("status").asText().equals("True")
                                ? ""
                                : " (" + condition.path("reason").asText() + ": "
                                        + condition.path("message").asText() + ")"))
                .toList();
        return sight.phase() + " " + conditions;
    }

    private void enter(Watcher.Action action, GenericKubernetesResource object) {
        JsonNode tree;
        try {
            tree = JSON.readTree(cluster.client().getKubernetesSerialization().asJson(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lock.lock();
        try {
            gone = action == Watcher.Action.DELETED;
            sights.add(new Sight(clock.instant(), tree));
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T await(String wanted, Duration patience, java.util.function.Supplier<Optional<T>> found) {
        var deadline = Deadline.in(patience);
        lock.lock();
        try {
            var now = found.get();
            while (now.isEmpty()) {
                if (more.awaitNanos(deadline.remaining().toNanos()) <= 0) {
                    throw new AssertionError("not within " + patience + ": " + wanted + "\n" + this);
                }
                now = found.get();
            }
            return now.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }
}
