// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd;

import java.util.Optional;

/// A reference by name to an object in the same namespace.
public record NamedObject(Optional<String> name) {}
