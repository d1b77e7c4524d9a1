// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import java.time.Instant;

/// A row of the table `rotation`.
///
/// @param version grows with every write of the sealed value
/// @param epoch   grows with every takeover of the lease
record RotationRow(
        RotationId id,
        RotationPlace place,
        RotationSettings settings,
        Rotation rotation,
        long version,
        long epoch,
        Instant leaseUntil,
        Times times) {
    /// @param created for clients: when its first set was published
    /// @param updated when clients could last see a change
    record Times(Instant created, Instant updated) {}

    StoredRotation stored(Instant storeNow) {
        return new StoredRotation(
                id, place, settings, rotation, leaseUntil.isAfter(storeNow), times.created(), times.updated());
    }
}
