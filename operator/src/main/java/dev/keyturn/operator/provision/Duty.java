// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import java.time.Instant;
import java.util.Optional;

/// What time brings to a database that is neither paused nor halted: a date comes, and something is to be done. What
/// that is depends on the cluster alone, so that it may be asked for at any time and as often as one likes.
@FunctionalInterface
public interface Duty<D> {
    /// Does what is due now. It waits for nobody but a node that it asks something.
    ///
    /// @param database as it was seen last; what is decided by is read anew
    /// @return when it has to be called again though nothing changed; empty: only if the database changes
    Optional<Instant> attend(D database);
}
