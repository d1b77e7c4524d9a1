// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One run, as the history tells it.
///
/// @param number  counts the attempts of a rotation
/// @param requestedBy the name of who asked for it; empty if nobody did
/// @param version the number of the set that it published
public record PastAttempt(
        String id,
        long number,
        String trigger,
        Optional<String> requestedBy,
        Result outcome,
        Optional<Long> version,
        Optional<String> message,
        List<String> warnings,
        List<PastStep> steps,
        Instant startedAt,
        Optional<Instant> finishedAt) {
    public PastAttempt {
        warnings = List.copyOf(warnings);
        steps = List.copyOf(steps);
    }

    /// What came of it.
    public enum Result {
        RUNNING,
        SUCCESS,
        FAILED
    }

    /// One call to a node.
    ///
    /// @param message empty if it succeeded
    public record PastStep(
            String name, Optional<String> node, Optional<String> message, Instant startedAt, Instant finishedAt) {}
}
