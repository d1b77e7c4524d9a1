// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

/// How one attempt of a probe ended.
enum Outcome {
    OK,
    /// Refused; another pair had been published meanwhile, and that one logged in at once.
    STALE,
    /// Refused; the same pair logged in within the patience of the probe.
    LATE,
    /// Refused, although the pair was the published one: what must not happen.
    REFUSED,
    /// The database did not answer, or not about this login.
    UNAVAILABLE,
    /// The API server did not say what is published: nothing is known about the database.
    UNREAD
}
