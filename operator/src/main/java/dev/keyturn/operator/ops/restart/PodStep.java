// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

/// Something that happens to one pod in a restart.
///
/// @param holds whether it has happened
public record PodStep(Kind kind, String pod, boolean holds) {
    /// What.
    public enum Kind {
        /// It was told to go.
        EVICTED,
        /// Its successor is Ready, lets the published pair in, and is where it was among the others.
        BACK,
        /// It has become the primary of its shard, so that the former one can go.
        HANDED_OVER
    }
}
