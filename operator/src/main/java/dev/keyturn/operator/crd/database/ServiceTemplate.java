// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Map;
import java.util.Optional;

/// What the user wants of one of the services.
public record ServiceTemplate(ServiceAlias alias, Optional<Metadata> metadata, Optional<ServiceSpec> spec) {

    /// What may be added to the metadata of a service.
    public record Metadata(Map<String, String> labels, Map<String, String> annotations) {}
}
