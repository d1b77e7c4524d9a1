// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import java.time.Duration;
import java.util.Optional;

/// How long a superseded set lives on, and how it ends (API contract §13.2).
///
/// @param grace      from the publication on; empty: until the next rotation
/// @param hold       how much longer somebody who still uses it is waited for
/// @param disconnect whether sessions that still use it are ended with it
public record Overlap(Optional<Duration> grace, Duration hold, boolean disconnect) {
    /// The contract's default.
    public static final Overlap DEFAULT = new Overlap(Optional.empty(), Duration.ZERO, false);
}
