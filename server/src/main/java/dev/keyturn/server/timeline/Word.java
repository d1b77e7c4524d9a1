// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import java.time.Instant;
import java.util.Optional;

/// What a set is now, in one word, with the facts that belong to the word.
public sealed interface Word {
    /// The set that the next rotation makes.
    ///
    /// @param untouched its account exists and is not changed before its first turn
    record Planned(boolean untouched) implements Word {}

    record Published(Standing standing) implements Word {}

    /// Published, but the target says no.
    ///
    /// @param by the node; empty if not known
    record Refused(String by, Instant since) implements Word {}

    /// All sets of the rotation are being revoked, because it is deleted.
    record Revoking() implements Word {}

    record Old() implements Word {}

    record Held() implements Word {}

    /// Its end has passed and was not seen yet.
    record Ending() implements Word {}

    /// A candidate.
    ///
    /// @param progress empty while it waits for its next try
    record Proving(Optional<Progress> progress, Optional<Waiting> waiting) implements Word {}

    record Blocked() implements Word {}

    record Undone() implements Word {}

    record Ended() implements Word {}

    /// How far a run has come.
    ///
    /// @param node counted from 1
    record Progress(String step, int node, int of) {}

    /// @param node who is waited for; empty if not known
    record Waiting(String node, Instant nextTryAt) {}

    /// Whether the published set logs in.
    sealed interface Standing {
        /// @param nodes 0 if they are not known
        record LogsIn(int nodes, Instant checkedAt) implements Standing {}

        record Unchecked() implements Standing {}
    }
}
