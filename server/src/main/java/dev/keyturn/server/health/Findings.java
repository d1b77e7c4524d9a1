// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.core.rotation.Failure;
import java.util.List;
import java.util.Optional;

/// What one check found.
///
/// @param failure  the first trouble; empty if all is well
/// @param nodes    empty if the nodes could not be found
/// @param warnings what is worth knowing although it failed nothing
public record Findings(Status status, Optional<Failure> failure, List<OfNode> nodes, List<String> warnings) {
    public Findings {
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
    }

    /// @param message empty if all is well
    public record OfNode(String node, Status status, Optional<String> message) {
        static OfNode of(String node, Status status, Failure why) {
            return new OfNode(node, status, Optional.of(why.text()));
        }
    }

    /// The target could not be asked at all.
    static Findings of(Status status, Failure why) {
        return new Findings(status, Optional.of(why), List.of(), List.of());
    }

    /// One sentence for people: the trouble, or the warnings.
    public Optional<String> message() {
        return failure.map(Failure::toString)
                .or(() -> warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", warnings)));
    }
}
