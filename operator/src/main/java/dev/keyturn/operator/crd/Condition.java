// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd;

import java.time.Instant;
import java.util.Optional;

/// One line of what is known about an object. A list of them keeps the order in which they first came.
///
/// @param status `True`, `False` or `Unknown`
public record Condition(
        String type,
        String status,
        Instant lastTransitionTime,
        Optional<Long> observedGeneration,
        Optional<String> severity,
        Optional<String> reason,
        Optional<String> message) {}
