// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import dev.keyturn.operator.crd.NamedObject;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.List;
import java.util.Optional;

/// What a PetSet asks for: the fields of a StatefulSet, and where the pods are placed.
public record PetSetSpec(
        Optional<Integer> replicas,
        LabelSelector selector,
        String serviceName,
        PodTemplateSpec template,
        List<PersistentVolumeClaim> volumeClaimTemplates,
        Optional<PodManagement> podManagementPolicy,
        Optional<StatefulSetUpdateStrategy> updateStrategy,
        Optional<Integer> revisionHistoryLimit,
        Optional<Integer> minReadySeconds,
        Optional<StatefulSetPersistentVolumeClaimRetentionPolicy> persistentVolumeClaimRetentionPolicy,
        Optional<StatefulSetOrdinals> ordinals,
        Optional<NamedObject> podPlacementPolicy,
        Optional<Boolean> distributed) {}
