// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.schedule;

import java.time.Instant;

/// When regular starts are, before a window or a delay moves them.
public sealed interface Rhythm permits CronRhythm, IntervalRhythm, LocalTimeRhythm {
    /// The first regular start after `moment`.
    Instant after(Anchor anchor, Instant moment);

    /// What a rhythm may be counted from.
    ///
    /// @param publishedAt the last publication
    /// @param byHand      whether a person asked for it, the first issue included
    record Anchor(Instant publishedAt, boolean byHand) {}
}
