// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps rotations, and changes what consumers read in one step with them.
///
/// Every write is durable on return, and carries version and epoch of what was read: a write of a worker that lost its
/// lease changes nothing ([LeaseLost]). A write that ends in [StoreUnavailable] may have happened. Safe for many
/// threads.
public interface RotationStore {
    /// Takes the row for one worker, on the store's own clock, and reads it.
    ///
    /// @param atLeast how long nobody else gets it
    /// @return empty if another worker holds it, or if there is no such row
    Optional<Leased> lease(RotationId id, Duration atLeast);

    /// Extends the lease and reads the row again.
    Leased renew(Leased held, Duration atLeast);

    Leased save(Leased held, Rotation next);

    /// As [#save(Leased, Rotation)], and consumers read the active credential of `after`: together or not at all.
    ///
    /// Idempotent by the credential's version: one that is published already is not written again.
    Leased publish(Leased held, Rotation after);

    /// The row goes, and with it what consumers read, or only its owner.
    void remove(Leased held, boolean withSecrets);

    /// Gives the lease back early. Does nothing if it was lost or the row is gone.
    void release(Leased held);

    /// Rows that want to be looked at and that nobody holds, longest overdue first.
    List<RotationId> awake(Instant now, int limit);
}
