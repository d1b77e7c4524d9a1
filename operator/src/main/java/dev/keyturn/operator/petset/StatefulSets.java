// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import dev.keyturn.operator.crd.NamedObject;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PetSetSpec;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import dev.keyturn.operator.crd.petset.PodManagement;
import dev.keyturn.operator.crd.petset.SpreadConstraint;
import dev.keyturn.operator.crd.petset.WhenUnsatisfiable;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The StatefulSet that a PetSet asks for.
final class StatefulSets {
    static final String NOT_SUPPORTED = "NotSupported";
    static final String POLICY_NOT_FOUND = "PlacementPolicyNotFound";

    private static final String DEFAULT_POLICY = "default";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String NODE = "kubernetes.io/hostname";
    private static final int REVISIONS = 10;

    private StatefulSets() {}

    /// The placement policy that it names.
    static Optional<String> policyName(PetSet petSet) {
        return petSet.getSpec().podPlacementPolicy().flatMap(NamedObject::name).filter(name -> !name.isEmpty());
    }

    /// @param policy that of [#policyName], if there is one of that name
    static Wanted of(PetSet petSet, Optional<PlacementPolicy> policy) {
        var spec = petSet.getSpec();
        if (spec.distributed().orElse(false)) {
            return new Wanted.Refused(
                    NOT_SUPPORTED, "Pods are not distributed over several clusters. Remove spec.distributed.");
        }
        var missing = policyName(petSet).filter(name -> policy.isEmpty() && !name.equals(DEFAULT_POLICY));
        if (missing.isPresent()) {
            return new Wanted.Refused(
                    POLICY_NOT_FOUND,
                    "There is no PlacementPolicy %s. Make it, or name another in spec.podPlacementPolicy."
                            .formatted(missing.get()));
        }
        return new Wanted.Made(statefulSet(petSet, policy), ignored(policy));
    }

    private static StatefulSet statefulSet(PetSet petSet, Optional<PlacementPolicy> policy) {
        var spec = petSet.getSpec();
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(petSet.getMetadata().getName())
                .withNamespace(petSet.getMetadata().getNamespace())
                .withLabels(petSet.getMetadata().getLabels())
                .withOwnerReferences(owner(petSet))
                .endMetadata()
                .withNewSpec()
                .withReplicas(spec.replicas().orElse(1))
                .withSelector(spec.selector())
                .withServiceName(spec.serviceName())
                .withTemplate(template(spec, policy))
                .withVolumeClaimTemplates(spec.volumeClaimTemplates())
                .withPodManagementPolicy(
                        spec.podManagementPolicy().map(StatefulSets::word).orElse(null))
                .withUpdateStrategy(strategy(spec))
                .withRevisionHistoryLimit(spec.revisionHistoryLimit().orElse(REVISIONS))
                .withMinReadySeconds(spec.minReadySeconds().orElse(null))
                .withPersistentVolumeClaimRetentionPolicy(
                        spec.persistentVolumeClaimRetentionPolicy().orElse(null))
                .withOrdinals(spec.ordinals().orElse(null))
                .endSpec()
                .build();
    }

    private static OwnerReference owner(PetSet petSet) {
        return new OwnerReferenceBuilder()
                .withApiVersion(HasMetadata.getApiVersion(PetSet.class))
                .withKind(HasMetadata.getKind(PetSet.class))
                .withName(petSet.getMetadata().getName())
                .withUid(petSet.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    private static StatefulSetUpdateStrategy strategy(PetSetSpec spec) {
        return spec.updateStrategy()
                .filter(strategy -> strategy.getType() != null)
                .orElseGet(() -> new StatefulSetUpdateStrategyBuilder()
                        .withType("OnDelete")
                        .build());
    }

    private static PodTemplateSpec template(PetSetSpec spec, Optional<PlacementPolicy> policy) {
        var spreads = policy.map(found -> spreads(found, spec.selector())).orElse(List.of());
        if (spreads.isEmpty()) {
            return spec.template();
        }
        return new PodTemplateSpecBuilder(spec.template())
                .editOrNewSpec()
                .addAllToTopologySpreadConstraints(spreads)
                .endSpec()
                .build();
    }

    private static List<TopologySpreadConstraint> spreads(PlacementPolicy policy, LabelSelector selector) {
        List<TopologySpreadConstraint> spreads = new ArrayList<>();
        var spec = policy.getSpec();
        spec.zoneSpreadConstraint().map(asked -> spread(ZONE, asked, selector)).ifPresent(spreads::add);
        spec.nodeSpreadConstraint().map(asked -> spread(NODE, asked, selector)).ifPresent(spreads::add);
        return spreads;
    }

    private static TopologySpreadConstraint spread(String key, SpreadConstraint asked, LabelSelector selector) {
        return new TopologySpreadConstraintBuilder()
                .withTopologyKey(key)
                .withMaxSkew(asked.maxSkew().orElse(1))
                .withWhenUnsatisfiable(word(asked.whenUnsatisfiable().orElse(WhenUnsatisfiable.DO_NOT_SCHEDULE)))
                .withLabelSelector(selector)
                .build();
    }

    private static List<String> ignored(Optional<PlacementPolicy> policy) {
        List<String> ignored = new ArrayList<>();
        policy.map(PlacementPolicy::getSpec).ifPresent(spec -> {
            spec.affinity().filter(given -> !given.isNull()).ifPresent(_ -> ignored.add("affinity"));
            spec.clusterSpreadConstraint()
                    .filter(given -> !given.isNull())
                    .ifPresent(_ -> ignored.add("clusterSpreadConstraint"));
        });
        return ignored;
    }

    private static String word(PodManagement policy) {
        return switch (policy) {
            case ORDERED_READY -> "OrderedReady";
            case PARALLEL -> "Parallel";
        };
    }

    private static String word(WhenUnsatisfiable choice) {
        return switch (choice) {
            case DO_NOT_SCHEDULE -> "DoNotSchedule";
            case SCHEDULE_ANYWAY -> "ScheduleAnyway";
        };
    }
}
