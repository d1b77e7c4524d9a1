// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/// The dates that the end of a rotation leaves on its database, as RFC 3339 (contract §8.2). Whoever does what is due
/// then takes them off.
public enum Dates {
    /// Until when the former password logs in.
    PREVIOUS_VALID_UNTIL("keyturn.dev/previous-valid-until"),
    /// When the former pair goes from the Secret.
    PREVIOUS_DROP_AFTER("keyturn.dev/previous-drop-after");

    private final String annotation;

    Dates(String annotation) {
        this.annotation = annotation;
    }

    public String annotation() {
        return annotation;
    }

    /// A date that nobody can read has passed: no password lives longer for a slip of the pen.
    public Optional<Instant> of(HasMetadata database) {
        Map<String, String> annotations =
                Optional.ofNullable(database.getMetadata().getAnnotations()).orElse(Map.of());
        return Optional.ofNullable(annotations.get(annotation)).map(Dates::instant);
    }

    /// Takes the date off, unless the database was changed since it was read.
    public <D extends HasMetadata> D clear(Cluster cluster, D database) {
        var patch = Cluster.patch();
        patch.withObject("/metadata/annotations").putNull(annotation);
        return cluster.merge(database, patch);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
