// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.core.target.Deadline;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.ops.restart.Seen.Health;
import dev.keyturn.operator.ops.restart.Seen.State;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.PodState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks at the pods of a database, in the cluster and over a client connection to each. Nothing is read from a cache.
record Look(KubernetesClient client, InstantSource clock) {

    RestartPlan at(Fleet fleet, String revision) {
        Map<String, Pod> pods = pods(fleet);
        Deadline deadline = Deadline.at(clock.instant().plus(fleet.door().patience()), clock);
        var interview = new Interview(fleet.door(), fleet.ring(), deadline);
        interview.ask(running(pods.values().stream().filter(PodState::isReady)));
        List<Seen> seen = petSets(fleet)
                .flatMap(Look::places)
                .map(place -> new Seen(
                        place.pod(),
                        place.petSet(),
                        Optional.ofNullable(pods.get(place.pod()))
                                .map(pod -> state(pod, revision, interview))
                                .orElseGet(State.Absent::new)))
                .toList();
        return new RestartPlan(
                seen, interview.apart(running(pods.values().stream()).toList()));
    }

    /// Where a pod can be asked.
    Optional<String> address(Fleet fleet, String pod) {
        return Optional.ofNullable(pods(fleet).get(pod)).flatMap(PodState::address);
    }

    private Map<String, Pod> pods(Fleet fleet) {
        Map<String, Pod> pods = new LinkedHashMap<>();
        client
                .pods()
                .inNamespace(fleet.names().namespace())
                .withLabels(fleet.names().selector())
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .forEach(pod -> pods.put(pod.getMetadata().getName(), pod));
        return pods;
    }

    private Stream<PetSet> petSets(Fleet fleet) {
        return client
                .resources(PetSet.class)
                .inNamespace(fleet.names().namespace())
                .withLabels(fleet.names().selector())
                .list()
                .getItems()
                .stream()
                .filter(petSet -> fleet.names().owns(petSet.getMetadata()))
                .sorted(Comparator.comparing(petSet -> petSet.getMetadata().getName()));
    }

    /// A pod that there should be.
    private record Place(String pod, String petSet) {}

    private static Stream<Place> places(PetSet petSet) {
        String name = petSet.getMetadata().getName();
        int first =
                petSet.getSpec().ordinals().map(StatefulSetOrdinals::getStart).orElse(0);
        int pods = petSet.getSpec().replicas().orElse(1);
        return IntStream.range(first, first + pods).mapToObj(number -> new Place(name + "-" + number, name));
    }

    private static Stream<Nodes.Node> running(Stream<Pod> pods) {
        return pods.filter(pod -> !isLeaving(pod))
                .flatMap(pod ->
                        PodState.address(pod)
                                .map(address -> new Nodes.Node(pod.getMetadata().getName(), address))
                                .stream());
    }

    private static boolean isLeaving(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static State state(Pod pod, String revision, Interview interview) {
        if (isLeaving(pod)) {
            return new State.Leaving();
        }
        return new State.There(
                pod.getMetadata().getUid(),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                isRevised(pod, revision),
                interview.role(pod.getMetadata().getName()),
                health(pod, interview));
    }

    private static boolean isRevised(Pod pod, String revision) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .flatMap(annotations -> Optional.ofNullable(annotations.get(TemplateChange.REVISION)))
                .filter(revision::equals)
                .isPresent();
    }

    private static Health health(Pod pod, Interview interview) {
        return PodState.isReady(pod)
                ? interview.health(pod.getMetadata().getName())
                : new Health.Down(PodTrouble.of(pod), PodTrouble.isCrashing(pod));
    }
}
