// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

/// Who asked for a run.
public enum Trigger {
    /// A first issue; its caller waits.
    CREATE,
    /// A person or a client; the caller waits, so there is one try.
    MANUAL,
    /// The row's due time; five retries.
    SCHEDULE,
    /// Nobody: an earlier run, already answered as failed, proved to be applied.
    RETRY,
    /// A delete; its caller waits.
    DELETE;

    /// Whether the schedule counts the run as made by hand.
    public boolean isByHand() {
        return this == CREATE || this == MANUAL;
    }

    /// How often the target is asked before the attempt has failed.
    int tries() {
        return this == SCHEDULE ? 6 : 1;
    }
}
