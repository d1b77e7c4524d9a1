// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// The pods of a database, and where they are, kept up to date by a watch of its own.
final class Pods implements AutoCloseable {

    private final SharedIndexInformer<Pod> seen;

    private Pods(SharedIndexInformer<Pod> seen) {
        this.seen = seen;
    }

    static Pods of(Cluster cluster, String database) {
        return new Pods(cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("app.kubernetes.io/instance", database)
                .inform());
    }

    /// By their names.
    List<String> names() {
        return seen.getStore().list().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    /// Where this pod is; empty while there is none that runs, and from the moment on at which it is told to go.
    Optional<InetSocketAddress> address(String name, int port) {
        return seen.getStore().list().stream()
                .filter(pod -> pod.getMetadata().getName().equals(name))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .flatMap(pod -> Optional.ofNullable(pod.getStatus().getPodIP()).stream())
                .map(ip -> new InetSocketAddress(ip, port))
                .findFirst();
    }

    @Override
    public void close() {
        seen.close();
    }
}
