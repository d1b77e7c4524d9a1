// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import java.time.Instant;

/// A rotation as it stands in its row.
///
/// @param running   whether a worker holds the lease now
/// @param createdAt for clients: when its first set was published
/// @param updatedAt when clients could last see a change
public record StoredRotation(
        RotationId id,
        RotationPlace place,
        RotationSettings settings,
        Rotation rotation,
        boolean running,
        Instant createdAt,
        Instant updatedAt) {}
