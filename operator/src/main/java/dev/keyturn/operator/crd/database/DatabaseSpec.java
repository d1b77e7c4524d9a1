// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.operator.crd.NamedObject;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import java.util.List;
import java.util.Optional;

/// What a spec says whatever the engine is. What is empty has the default of contract §4.1.
public interface DatabaseSpec {
    String version();

    Optional<Integer> replicas();

    Optional<NamedObject> configSecret();

    Optional<AuthSecret> authSecret();

    Optional<StorageType> storageType();

    Optional<PersistentVolumeClaimSpec> storage();

    Optional<PodTemplate> podTemplate();

    List<ServiceTemplate> serviceTemplates();

    Optional<DeletionPolicy> deletionPolicy();

    Optional<Boolean> halted();

    Optional<HealthChecker> healthChecker();

    Optional<AutoOps> autoOps();

    Optional<JsonNode> allowedSchemas();

    Optional<JsonNode> init();

    Optional<JsonNode> monitor();

    Optional<JsonNode> archiver();
}
