// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The defaults of `podTemplate`: the ServiceAccount, and what the engine's container asks for (contract §4.2).
final class PodDefaults {

    private final Engine engine;
    private final ObjectNode spec;

    PodDefaults(Engine engine, ObjectNode spec) {
        this.engine = engine;
        this.spec = spec;
    }

    void fill(String database) {
        var pod = Defaults.object(Defaults.object(spec, "podTemplate"), "spec");
        if (!database.isEmpty()) {
            Defaults.text(pod, "serviceAccountName", database);
        }
        container(pod).ifPresent(this::resources);
    }

    private Optional<ObjectNode> container(ObjectNode pod) {
        if (!pod.hasNonNull("containers")) {
            pod.putArray("containers");
        }
        if (!(pod.path("containers") instanceof ArrayNode containers)) {
            return Optional.empty();
        }
        var found = StreamSupport.stream(containers.spliterator(), false)
                .filter(container -> container.path("name").asText().equals(engine.container()))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of(containers.addObject().put("name", engine.container()));
        }
        return found.filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    private void resources(ObjectNode container) {
        switch (engine) {
            case REDIS -> resources(container, "500m", "1Gi", "1Gi");
            case MSSQLSERVER -> resources(container, "1500m", "2Gi", "4Gi");
            case POSTGRES -> {}
        }
    }

    /// What is not asked for is the default, but never more than the user's own limit; and the limit is never less than
    /// what is asked for.
    private static void resources(ObjectNode container, String cpu, String memory, String limit) {
        var resources = Defaults.object(container, "resources");
        var requests = Defaults.object(resources, "requests");
        var limits = Defaults.object(resources, "limits");
        Defaults.text(requests, "cpu", smaller(cpu, limits.path("cpu")));
        Defaults.text(requests, "memory", smaller(memory, limits.path("memory")));
        Defaults.text(limits, "memory", larger(limit, requests.path("memory")));
    }

    private static String smaller(String own, JsonNode given) {
        return amount(given).filter(limit -> limit.compareTo(amount(own)) < 0).isPresent() ? given.asText() : own;
    }

    private static String larger(String own, JsonNode given) {
        return amount(given)
                        .filter(request -> request.compareTo(amount(own)) > 0)
                        .isPresent()
                ? given.asText()
                : own;
    }

    private static Optional<BigDecimal> amount(JsonNode quantity) {
        try {
            return quantity.isValueNode() && !quantity.isNull()
                    ? Optional.of(amount(quantity.asText()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // not a quantity: the schema of the pod will say so
            return Optional.empty();
        }
    }

    private static BigDecimal amount(String quantity) {
        return new Quantity(quantity).getNumericalAmount();
    }
}
