// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import java.util.Optional;

/// The pair to change to; without a reference one is generated.
public record Authentication(Optional<SecretRef> secretRef) {

    /// A Secret of the user, in the namespace of the request.
    public record SecretRef(Optional<String> apiGroup, Optional<String> kind, String name) {}
}
