// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// Whether an object lacks something of what is wanted. What it has besides is somebody else's: a default
/// of the server, an annotation of a person.
public final class Drift {
    private static final Set<String> NOT_COMPARED = Set.of("status", "apiVersion", "kind");

    private Drift() {}

    public static boolean isApart(JsonNode wanted, JsonNode found) {
        if (!(wanted instanceof ObjectNode object)) {
            return lacks(wanted, found);
        }
        return object.properties().stream()
                .filter(field -> !NOT_COMPARED.contains(field.getKey()))
                .anyMatch(field -> lacks(field.getValue(), found.path(field.getKey())));
    }

    private static boolean lacks(JsonNode wanted, JsonNode found) {
        return switch (wanted.getNodeType()) {
            case OBJECT ->
                wanted.properties().stream().anyMatch(field -> lacks(field.getValue(), found.path(field.getKey())));
            case ARRAY -> lacksItem(wanted, found);
            case NULL, MISSING -> false;
            case BOOLEAN -> wanted.asBoolean() != found.asBoolean();
            default -> !wanted.asText().equals(found.asText()) && !isSameAmount(wanted, found);
        };
    }

    private static boolean lacksItem(JsonNode wanted, JsonNode found) {
        if (wanted.size() != found.size()) {
            return true;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (lacks(wanted.path(i), found.path(i))) {
                return true;
            }
        }
        return false;
    }

    /// The server writes `1000m` as `1`.
    private static boolean isSameAmount(JsonNode wanted, JsonNode found) {
        Optional<BigDecimal> one = amount(wanted.asText());
        Optional<BigDecimal> other = amount(found.asText());
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) == 0;
    }

    private static Optional<BigDecimal> amount(String text) {
        if (!text.matches("[0-9.]+[A-Za-z]{0,2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Quantity(text).getNumericalAmount());
        } catch (IllegalArgumentException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
