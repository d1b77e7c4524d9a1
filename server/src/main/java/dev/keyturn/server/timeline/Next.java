// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.Optional;

/// When the next run starts.
public sealed interface Next {
    record Rotation(Instant at) implements Next {}

    /// After a failure.
    record Retry(Instant at) implements Next {}

    /// @param waiting who keeps it, if that is known
    record Overdue(Instant due, Optional<Wait> waiting) implements Next {}

    /// Auto-rotation is off.
    record Off() implements Next {}

    /// A run is under way or waits for a decision, and what follows depends on it.
    record Unset() implements Next {}

    record Wait(Use.Client client, Instant latest) {}
}
