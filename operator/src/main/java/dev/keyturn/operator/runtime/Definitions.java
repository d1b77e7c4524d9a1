// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;

/// Whose definitions the cluster has. Where another product installed them its operator may be at work, and two must
/// not manage the same objects.
final class Definitions {
    private static final String LABEL = "app.kubernetes.io/part-of";
    private static final String OURS = "keyturn";

    private final KubernetesClient client;
    private final boolean adopts;

    /// @param adopts takes those of others for ours
    Definitions(KubernetesClient client, boolean adopts) {
        this.client = client;
        this.adopts = adopts;
    }

    /// The component as the cluster lets it be: idle, if a definition of its kinds is not ours.
    Component judged(Component component) {
        return component.definitions().stream()
                .sorted()
                .map(this::fault)
                .flatMap(Optional::stream)
                .findFirst()
                .map(fault -> Component.idle(component.name(), fault))
                .orElse(component);
    }

    private Optional<String> fault(String name) {
        try {
            var definition = client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(name)
                    .get();
            return fault(name, Optional.ofNullable(definition), adopts);
        } catch (KubernetesClientException e) {
            return Optional.of(
                    "The definition %s cannot be read (%d). Grant this account get on customresourcedefinitions."
                            .formatted(name, e.getCode()));
        }
    }

    /// What keeps a component from working on a kind.
    static Optional<String> fault(String name, Optional<? extends HasMetadata> definition, boolean adopts) {
        if (definition.isEmpty()) {
            return Optional.of("The definition %s is not installed. Apply deploy/crds, then start the operator again."
                    .formatted(name));
        }
        var labels =
                Optional.ofNullable(definition.get().getMetadata().getLabels()).orElse(Map.of());
        if (adopts || OURS.equals(labels.get(LABEL))) {
            return Optional.empty();
        }
        return Optional.of(
                "The definition %s is not ours: it lacks the label %s: %s, so another operator may work on it. To take it over end that one, then set KEYTURN_OPERATOR_ADOPT_FOREIGN_CRDS=true."
                        .formatted(name, LABEL, OURS));
    }
}
