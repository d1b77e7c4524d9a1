// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.target.Tls;
import java.util.List;
import java.util.Optional;

/// What a workload rests on.
///
/// @param tls      how the nodes are spoken to
/// @param missing  why the workload cannot be made yet; empty if nothing is missing
/// @param warnings what somebody should know, said again in each round
public record Ground(Tls tls, Optional<Said> missing, List<Said> warnings) {
    public Ground {
        warnings = List.copyOf(warnings);
    }

    /// A reason and a message, for a condition or an event.
    public record Said(String reason, String message) {}

    /// Of engines that need nothing.
    public static Ground bare() {
        return new Ground(new Tls.Off(), Optional.empty(), List.of());
    }

    public static Ground of(Tls tls, List<Said> warnings) {
        return new Ground(tls, Optional.empty(), warnings);
    }

    public static Ground missing(String reason, String message) {
        return new Ground(new Tls.Off(), Optional.of(new Said(reason, message)), List.of());
    }
}
