// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.Optional;

/// What the user wants of the pods. The containers are merged with ours by their names.
public record PodTemplate(Optional<ObjectMeta> metadata, Optional<Controller> controller, Optional<PodSpec> spec) {

    /// What the PetSet gets besides.
    public record Controller(Map<String, String> labels, Map<String, String> annotations) {}
}
