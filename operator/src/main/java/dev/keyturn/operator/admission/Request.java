// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.ops.Authentication;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A request as the rules see it, whatever its engine is.
public record Request(Engine engine, String namespace, Map<String, String> annotations, OpsRequestSpec spec) {

    public static Request of(Engine engine, HasMetadata object, OpsRequestSpec spec) {
        var metadata = object.getMetadata();
        return new Request(
                engine,
                Objects.requireNonNullElse(metadata.getNamespace(), ""),
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()),
                spec);
    }

    /// The Secret with the pair to change to.
    Optional<String> secretName() {
        return spec.authentication().flatMap(Authentication::secretRef).map(Authentication.SecretRef::name);
    }
}
