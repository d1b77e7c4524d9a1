// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The processes of a pod's first container, as this machine sees them: it has to be the cluster's node.
///
/// @param container as the container runtime names it
record NodeProcess(String container) {

    static NodeProcess of(Cluster cluster, String pod) {
        String id = cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withName(pod)
                .require()
                .getStatus()
                .getContainerStatuses()
                .getFirst()
                .getContainerID();
        return new NodeProcess(id.substring(id.lastIndexOf('/') + 1));
    }

    /// Connections are taken by the kernel, and nobody answers.
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /// The container ends; the kubelet starts another one.
    void kill() {
        signal("KILL");
    }

    private void signal(String signal) {
        List<String> all = processes();
        if (all.isEmpty()) {
            throw new IllegalStateException("No process of container " + container + " is on this machine");
        }
        var words = new java.util.ArrayList<>(List.of("kill", "-" + signal));
        words.addAll(all);
        try {
            // one that ended meanwhile is no fault
            var _ = new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(folder -> folder.getFileName().toString().matches("\\d+"))
                    .filter(this::isOurs)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(Path folder) {
        try {
            return Files.readString(folder.resolve("cgroup")).contains(container);
        } catch (IOException _) {
            return false;
        }
    }
}
