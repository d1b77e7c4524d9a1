// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.petset.PetSet;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The children of one database as they were seen by watching. Secrets are not among them.
record Watched<D extends HasMetadata>(Context<D> context) implements Children.Seen {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            PetSet.class,
            Service.class,
            ConfigMap.class,
            ServiceAccount.class,
            PodDisruptionBudget.class,
            AppBinding.class);

    /// What is watched: children and pods, by our labels.
    static <D extends HasMetadata> List<EventSource<?, D>> sources(Class<D> kind, EventSourceContext<D> context) {
        List<EventSource<?, D>> sources = new ArrayList<>();
        KINDS.forEach(child -> sources.add(source(child, kind, context)));
        sources.add(source(Pod.class, kind, context));
        return sources;
    }

    private static <R extends HasMetadata, D extends HasMetadata> EventSource<?, D> source(
            Class<R> child, Class<D> kind, EventSourceContext<D> context) {
        String label = HasMetadata.getFullResourceName(kind);
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(child, kind)
                        .withLabelSelector(Offshoots.NAME + "=" + label)
                        .withSecondaryToPrimaryMapper(Watched::database)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    private static Set<ResourceID> database(HasMetadata child) {
        ObjectMeta metadata = child.getMetadata();
        return Optional.ofNullable(metadata.getLabels().get(Offshoots.INSTANCE))
                .map(name -> Set.of(new ResourceID(name, metadata.getNamespace())))
                .orElse(Set.of());
    }

    @Override
    public <T extends HasMetadata> Optional<T> find(Class<T> type, String name) {
        return context.getSecondaryResources(type).stream()
                .filter(child -> child.getMetadata().getName().equals(name))
                .findFirst();
    }

    /// The pods that are not on their way out, by name.
    List<Pod> pods() {
        return context.getSecondaryResources(Pod.class).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /// A text that is another one when something changed that a repair has to look at.
    String mark(HasMetadata database) {
        ObjectMeta metadata = database.getMetadata();
        Stream<String> own = Stream.of(
                metadata.getUid(),
                String.valueOf(metadata.getGeneration()),
                String.valueOf(Optional.ofNullable(metadata.getLabels()).orElse(Map.of())));
        Stream<String> children = KINDS.stream()
                .flatMap(kind -> context.getSecondaryResources(kind).stream())
                .map(child -> version(child.getMetadata()))
                .sorted();
        return Stream.concat(own, children).collect(Collectors.joining(" "));
    }

    /// The same for the health of the pods.
    String podMark() {
        return pods().stream()
                .map(pod -> pod.getMetadata().getUid() + PodState.address(pod).orElse("") + PodState.isReady(pod))
                .collect(Collectors.joining(" "));
    }

    /// A status that changes is no reason to repair; some kinds have no generation.
    private static String version(ObjectMeta metadata) {
        return metadata.getUid()
                + Optional.ofNullable(metadata.getGeneration())
                        .map(generation -> "g" + generation)
                        .orElseGet(metadata::getResourceVersion);
    }
}
