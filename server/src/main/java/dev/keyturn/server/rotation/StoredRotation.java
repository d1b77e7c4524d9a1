// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

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
        Instant updatedAt) {
    /// The last run, if it was one of the schedule: such a run is a job, and its id is the same however
    /// often it is asked for.
    public Optional<String> jobId() {
        LastRun last = rotation.last();
        if (last.trigger() != Trigger.SCHEDULE) {
            return Optional.empty();
        }
        String job = id + " " + last.attemptedAt();
        return Optional.of(
                UUID.nameUUIDFromBytes(job.getBytes(StandardCharsets.UTF_8)).toString());
    }
}
