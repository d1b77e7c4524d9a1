// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;

/// One file of `deploy/crds`.
record Definition(JsonNode root) {

    static Definition of(Class<? extends HasMetadata> type) {
        return Yaml.definitions().stream()
                .map(Definition::new)
                .filter(definition -> definition.name().equals(HasMetadata.getFullResourceName(type)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no definition of " + HasMetadata.getFullResourceName(type)));
    }

    String name() {
        return root.at("/metadata/name").asText();
    }

    JsonNode spec() {
        return root.path("spec");
    }

    JsonNode version() {
        return root.at("/spec/versions/0");
    }

    JsonNode schema() {
        return version().at("/schema/openAPIV3Schema");
    }
}
