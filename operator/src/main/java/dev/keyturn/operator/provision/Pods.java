// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.PodTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Pod templates: ours and the user's in one. Containers are merged by name; in what both speak of, a list has ours
/// first and an entry of the same name is ours, a value is the user's.
public final class Pods {

    private Pods() {}

    /// @param labels of the pods
    /// @param main   the database's container
    public static PodTemplateSpec template(
            Offshoots names,
            Map<String, String> labels,
            EngineVersion version,
            Container main,
            List<Volume> volumes,
            Optional<PodTemplate> user) {
        Map<String, String> merged = new LinkedHashMap<>();
        Map<String, String> annotations = new LinkedHashMap<>();
        user.flatMap(PodTemplate::metadata).ifPresent(metadata -> {
            merged.putAll(present(metadata.getLabels()));
            annotations.putAll(present(metadata.getAnnotations()));
        });
        merged.putAll(labels);
        return new PodTemplateSpecBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withLabels(merged)
                        .withAnnotations(annotations)
                        .build())
                .withSpec(spec(names, version, main, volumes, user.flatMap(PodTemplate::spec)))
                .build();
    }

    /// The account that the pods run under.
    public static String account(Offshoots names, Optional<PodTemplate> user) {
        return user.flatMap(PodTemplate::spec)
                .flatMap(spec -> Optional.ofNullable(spec.getServiceAccountName()))
                .orElse(names.name());
    }

    /// What a container of a database may do: nothing that it does not need.
    public static SecurityContext restricted(long runAsUser) {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withRunAsNonRoot(true)
                .withRunAsUser(runAsUser)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .build();
    }

    private static PodSpec spec(
            Offshoots names, EngineVersion version, Container main, List<Volume> volumes, Optional<PodSpec> user) {
        PodSpec wanted = user.orElseGet(() -> new PodSpecBuilder().build());
        List<Container> containers = new ArrayList<>();
        containers.add(wanted.getContainers().stream()
                .filter(container -> main.getName().equals(container.getName()))
                .findFirst()
                .map(theirs -> merged(main, theirs))
                .orElse(main));
        wanted.getContainers().stream()
                .filter(container -> !main.getName().equals(container.getName()))
                .forEach(containers::add);
        return new PodSpecBuilder(wanted)
                .removeFromAdditionalProperties(PetSets.PLACEMENT)
                .withServiceAccountName(
                        Optional.ofNullable(wanted.getServiceAccountName()).orElse(names.name()))
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(
                        wanted.getSecurityContext() == null
                                ? new PodSecurityContextBuilder()
                                        .withFsGroup(version.runAsUser())
                                        .build()
                                : new PodSecurityContextBuilder(wanted.getSecurityContext())
                                        .withFsGroup(Optional.ofNullable(wanted.getSecurityContext()
                                                        .getFsGroup())
                                                .orElse(version.runAsUser()))
                                        .build())
                .withContainers(containers)
                .withVolumes(named(volumes, wanted.getVolumes(), Volume::getName))
                .build();
    }

    private static Container merged(Container ours, Container theirs) {
        return new ContainerBuilder(theirs)
                .withImage(ours.getImage())
                .withCommand(ours.getCommand())
                .withPorts(named(ours.getPorts(), theirs.getPorts(), port -> port.getName()))
                .withEnv(named(ours.getEnv(), theirs.getEnv(), EnvVar::getName))
                .withVolumeMounts(
                        named(ours.getVolumeMounts(), theirs.getVolumeMounts(), mount -> mount.getMountPath()))
                .withResources(merged(ours.getResources(), theirs.getResources()))
                .withSecurityContext(Optional.ofNullable(theirs.getSecurityContext())
                        .map(wish -> merged(ours.getSecurityContext(), wish))
                        .orElse(ours.getSecurityContext()))
                .withReadinessProbe(
                        Optional.ofNullable(theirs.getReadinessProbe()).orElse(ours.getReadinessProbe()))
                .withLivenessProbe(
                        Optional.ofNullable(theirs.getLivenessProbe()).orElse(ours.getLivenessProbe()))
                .withStartupProbe(Optional.ofNullable(theirs.getStartupProbe()).orElse(ours.getStartupProbe()))
                .build();
    }

    /// A default counts only where the user says nothing about that resource. A limit of the user's below our request
    /// would be refused, so it takes the request with it.
    private static ResourceRequirements merged(ResourceRequirements ours, ResourceRequirements theirs) {
        if (theirs == null) {
            return ours;
        }
        Map<String, Quantity> requests = new LinkedHashMap<>(present(ours.getRequests()));
        requests.keySet().removeAll(present(theirs.getLimits()).keySet());
        requests.putAll(present(theirs.getRequests()));
        Map<String, Quantity> limits = new LinkedHashMap<>(present(ours.getLimits()));
        limits.keySet().removeAll(present(theirs.getRequests()).keySet());
        limits.putAll(present(theirs.getLimits()));
        return new ResourceRequirementsBuilder(theirs)
                .withRequests(requests)
                .withLimits(limits)
                .build();
    }

    private static SecurityContext merged(SecurityContext ours, SecurityContext theirs) {
        return new SecurityContextBuilder(theirs)
                .withAllowPrivilegeEscalation(Optional.ofNullable(theirs.getAllowPrivilegeEscalation())
                        .orElse(ours.getAllowPrivilegeEscalation()))
                .withRunAsNonRoot(Optional.ofNullable(theirs.getRunAsNonRoot()).orElse(ours.getRunAsNonRoot()))
                .withRunAsUser(Optional.ofNullable(theirs.getRunAsUser()).orElse(ours.getRunAsUser()))
                .withCapabilities(Optional.ofNullable(theirs.getCapabilities()).orElse(ours.getCapabilities()))
                .withSeccompProfile(
                        Optional.ofNullable(theirs.getSeccompProfile()).orElse(ours.getSeccompProfile()))
                .build();
    }

    private static <T> List<T> named(List<T> ours, List<T> theirs, Function<T, String> name) {
        List<String> taken = ours.stream().map(name).toList();
        return Stream.concat(ours.stream(), theirs.stream().filter(entry -> !taken.contains(name.apply(entry))))
                .toList();
    }

    private static <V> Map<String, V> present(Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
