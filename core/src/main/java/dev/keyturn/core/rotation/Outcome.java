// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Instant;

/// What became of a call to the [Rotator].
public sealed interface Outcome {
    /// The rotation rests until its `wakeAt`, or the budget is used up. Whether a run succeeded stands in its `last`.
    record Rested(Rotation rotation) implements Outcome {}

    /// The row is gone, and with it all that it had to revoke.
    record Removed() implements Outcome {}

    /// Another worker holds the row, took it over, or it does not exist.
    record Taken() implements Outcome {}

    /// A first issue published nothing. What it left on the target, if anything, is being removed.
    record NotIssued(Failure why) implements Outcome {}

    /// Refused because a configured grace runs until then, or somebody who still uses the previous set is waited for
    /// that long; nothing was changed.
    record Postponed(Instant graceEnds) implements Outcome {}

    /// The state does not permit what was asked; nothing was changed.
    record Declined(RotationState state, String why) implements Outcome {}
}
