// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.NamedObject;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.PodTemplate;
import dev.keyturn.operator.crd.database.StorageType;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PetSetSpec;
import dev.keyturn.operator.crd.petset.PodManagement;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PetSets of databases (contract §4.6, §6). They are always updated `OnDelete`: a restart is the work of a request.
public final class PetSets {
    /// The volume of the data; the claims are `data-<pod>`.
    public static final String DATA = "data";

    static final String PLACEMENT = "podPlacementPolicy";

    private PetSets() {}

    /// @param selector of its pods, among those of the database
    public static PetSet of(
            Offshoots names,
            String name,
            int replicas,
            Map<String, String> selector,
            DatabaseSpec spec,
            PodTemplateSpec template) {
        var petSet = new PetSet();
        petSet.setMetadata(metadata(names, name, selector, spec.podTemplate().flatMap(PodTemplate::controller)));
        petSet.setSpec(new PetSetSpec(
                Optional.of(replicas),
                new LabelSelectorBuilder().withMatchLabels(selector).build(),
                names.governingService(),
                template,
                isDurable(spec) ? List.of(claim(names, spec)) : List.of(),
                Optional.of(PodManagement.PARALLEL),
                Optional.of(new StatefulSetUpdateStrategyBuilder()
                        .withType("OnDelete")
                        .build()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                placement(spec),
                Optional.empty()));
        return petSet;
    }

    public static boolean isDurable(DatabaseSpec spec) {
        return spec.storageType().orElse(StorageType.DURABLE) == StorageType.DURABLE;
    }

    /// The volume of the data where no claim is made for it.
    public static List<Volume> dataVolume(DatabaseSpec spec) {
        return isDurable(spec) ? List.of() : List.of(Containers.emptyFolder(DATA));
    }

    /// `podTemplate.spec.podPlacementPolicy.name`, which a pod itself does not have.
    private static Optional<NamedObject> placement(DatabaseSpec spec) {
        return spec.podTemplate()
                .flatMap(PodTemplate::spec)
                .flatMap(
                        pod -> Optional.ofNullable(pod.getAdditionalProperties().get(PLACEMENT)))
                .filter(Map.class::isInstance)
                .flatMap(policy -> Optional.ofNullable(((Map<?, ?>) policy).get("name")))
                .map(name -> new NamedObject(Optional.of(name.toString())));
    }

    private static PersistentVolumeClaim claim(Offshoots names, DatabaseSpec spec) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(DATA)
                .withLabels(names.selector())
                .endMetadata()
                .withSpec(spec.storage()
                        .orElseThrow(() -> new IllegalArgumentException("storageType Durable asks for spec.storage")))
                .build();
    }

    private static ObjectMeta metadata(
            Offshoots names, String name, Map<String, String> selector, Optional<PodTemplate.Controller> controller) {
        Map<String, String> labels = new LinkedHashMap<>();
        controller.map(PodTemplate.Controller::labels).ifPresent(labels::putAll);
        labels.putAll(names.labels());
        labels.putAll(selector);
        return new ObjectMetaBuilder(names.metadata(name))
                .withLabels(labels)
                .withAnnotations(
                        controller.map(PodTemplate.Controller::annotations).orElse(Map.of()))
                .build();
    }
}
