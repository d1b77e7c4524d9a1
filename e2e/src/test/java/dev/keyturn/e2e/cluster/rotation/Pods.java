// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.Cluster;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The pods of a database, and where they are, kept up to date by a watch of its own.
final class Pods implements AutoCloseable {

    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final InstantSource clock = InstantSource.system();
    private final SharedIndexInformer<Pod> seen;

    private Pods(Cluster cluster, String database) {
        seen = cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("app.kubernetes.io/instance", database)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Pod pod) {
                        enter(pod, isReady(pod));
                    }

                    @Override
                    public void onUpdate(Pod before, Pod pod) {
                        enter(pod, isReady(pod));
                    }

                    @Override
                    public void onDelete(Pod pod, boolean unknown) {
                        enter(pod, false);
                    }
                });
    }

    static Pods of(Cluster cluster, String database) {
        return new Pods(cluster, database);
    }

    private void enter(Pod pod, boolean ready) {
        changes.add(new Change(clock.instant(), pod.getMetadata().getName(), ready));
    }

    private static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /// By their names.
    List<String> names() {
        return seen.getStore().list().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    /// Name, uid and restarts of each: another text is another process.
    List<String> identities() {
        return seen.getStore().list().stream()
                .map(pod ->
                        pod.getMetadata().getName() + " " + pod.getMetadata().getUid() + " "
                                + pod.getStatus().getContainerStatuses().stream()
                                        .mapToInt(ContainerStatus::getRestartCount)
                                        .sum())
                .sorted()
                .toList();
    }

    Optional<Pod> named(String name) {
        return seen.getStore().list().stream()
                .filter(pod -> pod.getMetadata().getName().equals(name))
                .findFirst();
    }

    /// Whence the variables of its containers come that are read from Secrets.
    List<String> secretsInEnvironment(String name) {
        return named(name).stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .flatMap(variable -> Optional.ofNullable(variable.getValueFrom())
                        .map(EnvVarSource::getSecretKeyRef)
                        .map(SecretKeySelector::getName)
                        .stream())
                .toList();
    }

    /// When a pod of this name was told to go, and when the next one was Ready.
    List<Absence> absences(String name) {
        List<Absence> absences = new ArrayList<>();
        for (Change change : changes) {
            if (change.pod().equals(name)) {
                if (change.ready()) {
                    absences.replaceAll(absence -> absence.endedBy(change.at()));
                } else if (absences.isEmpty() || absences.getLast().isOver()) {
                    absences.add(new Absence(change.at(), Optional.empty()));
                }
            }
        }
        return absences;
    }

    /// A time in which nobody can expect to reach a pod.
    ///
    /// @param until when the next one was Ready; empty while that has not been
    record Absence(Instant from, Optional<Instant> until) {

        /// A Service follows its pods a little later, and a connection that was being opened ends with the pod.
        private static final Duration AROUND = Duration.ofSeconds(2);

        boolean isOver() {
            return until.isPresent();
        }

        Absence endedBy(Instant at) {
            return isOver() ? this : new Absence(from, Optional.of(at));
        }

        boolean overlaps(Absence other) {
            return until.map(end -> other.from().isBefore(end)).orElse(true)
                    && other.until().map(from::isBefore).orElse(true);
        }

        /// One that had begun before, and was cut.
        boolean explains(Attempt attempt) {
            return attempt.at().plus(attempt.login()).isAfter(from.minus(AROUND))
                    && until.map(end -> attempt.at().isBefore(end.plus(AROUND))).orElse(true);
        }
    }

    private record Change(Instant at, String pod, boolean ready) {}

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
