// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.Optional;

/// A run.
///
/// @param at      when it finished; of one that goes on, when it started
/// @param failure where it failed
public record Mark(Instant at, Outcome outcome, Optional<Failure> failure) {
    /// From best to worst: where marks meet, the worst is shown.
    public enum Outcome {
        OK,
        RUNNING,
        FAILED
    }

    /// @param node empty if it was none of a single node
    public record Failure(String step, String node) {
        /// The node without its port.
        String host() {
            int colon = node.lastIndexOf(':');
            return colon > 0 && node.indexOf(']') < colon ? node.substring(0, colon) : node;
        }
    }
}
