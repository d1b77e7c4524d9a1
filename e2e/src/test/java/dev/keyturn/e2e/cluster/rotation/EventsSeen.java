// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The events of a namespace, in the order in which they came; one that only counts up is not told again.
final class EventsSeen implements AutoCloseable {

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Watch watch;

    private EventsSeen(Cluster cluster) {
        watch = cluster.client().v1().events().inNamespace(cluster.namespace()).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Event event) {
                if (action == Action.ADDED) {
                    events.add(event);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new IllegalStateException("The watch of events has ended", cause);
            }
        });
    }

    static EventsSeen of(Cluster cluster) {
        return new EventsSeen(cluster);
    }

    /// Those about one object, by its uid.
    List<Event> about(String uid) {
        return events.stream()
                .filter(event -> uid.equals(event.getInvolvedObject().getUid()))
                .toList();
    }

    List<String> reasons(String uid) {
        return about(uid).stream().map(Event::getReason).toList();
    }

    @Override
    public void close() {
        watch.close();
    }
}
