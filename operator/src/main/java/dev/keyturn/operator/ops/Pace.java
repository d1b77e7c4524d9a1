// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import java.time.Duration;
import java.util.Optional;

/// When a request is looked at again, unless something that it waits for happens before.
///
/// @param after empty: never
record Pace(Optional<Duration> after) {
    /// Somebody else wrote at the same moment.
    static final Pace AT_ONCE = new Pace(Optional.of(Duration.ofMillis(200)));
    /// Something is expected to happen now.
    static final Pace SOON = new Pace(Optional.of(Duration.ofSeconds(1)));
    /// The longest wait of a step (contract §7.3).
    static final Pace STEP = new Pace(Optional.of(Duration.ofSeconds(5)));
    /// The longest wait for another request.
    static final Pace TURN = new Pace(Optional.of(Duration.ofSeconds(30)));
    static final Pace NEVER = new Pace(Optional.empty());
}
