// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.operator.crd.ops.Authentication;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import java.util.Optional;

/// Where the candidate of a request comes from.
///
/// @param supplied the user's Secret that holds it; empty: it is generated
public record Source(Optional<String> supplied) {
    public static Source of(OpsRequestSpec spec) {
        return new Source(
                spec.authentication().flatMap(Authentication::secretRef).map(Authentication.SecretRef::name));
    }
}
