// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import java.util.Optional;

/// How evenly pods are spread over zones or nodes.
public record SpreadConstraint(Optional<Integer> maxSkew, Optional<WhenUnsatisfiable> whenUnsatisfiable) {}
