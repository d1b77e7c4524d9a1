// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Announces rotations to those who asked for it: each start once, whichever node sees first that it is near.
final class Announcer {
    private final Database database;
    private final Rotations rotations;
    private final Outbox outbox;
    private final InstantSource clock;

    Announcer(Database database, Rotations rotations, Outbox outbox, InstantSource clock) {
        this.database = database;
        this.rotations = rotations;
        this.outbox = outbox;
        this.clock = clock;
    }

    private static Optional<Announcement> announcement(StoredRotation rotation) {
        var row = rotation.rotation();
        return row.state() instanceof Revoking
                ? Optional.empty()
                : Announcement.of(
                        row.last(),
                        row.nextRotationAt(),
                        rotation.settings().timing().days());
    }

    void look() {
        Instant now = clock.instant();
        database.read(session -> WebhookTable.environments(session, EventName.ROTATION_UPCOMING)).stream()
                .flatMap(environment -> rotations.inEnvironment(environment).stream())
                .forEach(rotation -> announcement(rotation)
                        .filter(announcement -> announcement.isTime(now))
                        .ifPresent(announcement -> announce(rotation, announcement, now)));
    }

    private void announce(StoredRotation rotation, Announcement announcement, Instant now) {
        if (database.read(session -> isTold(session, rotation, announcement))) {
            return;
        }
        database.change(session -> {
            if (isFirst(session, rotation, announcement)) {
                Surroundings.of(session, rotation.place().folder())
                        .ifPresent(around -> outbox.tell(
                                session,
                                EventName.ROTATION_UPCOMING,
                                around,
                                body(rotation, announcement, around),
                                now));
            }
        });
    }

    private static Map<String, Object> body(StoredRotation rotation, Announcement announcement, Surroundings around) {
        Map<String, Object> body = around.body(rotation.settings().name());
        body.put("rotationId", rotation.id().value());
        body.put("startsAt", announcement.automatic() ? Optional.of(announcement.starts()) : Optional.<Instant>empty());
        body.put("automatic", announcement.automatic());
        return body;
    }

    private static boolean isTold(Session session, StoredRotation rotation, Announcement announcement) {
        return session.exists(
                "SELECT 1 FROM rotation_announcement WHERE rotation_id = ? AND starts_at = ?",
                rotation.id().value(),
                announcement.starts());
    }

    private static boolean isFirst(Session session, StoredRotation rotation, Announcement announcement) {
        return session.update(
                        "INSERT INTO rotation_announcement (rotation_id, starts_at) SELECT id, ? FROM rotation WHERE id = ?"
                                + " ON CONFLICT (rotation_id) DO UPDATE SET starts_at = excluded.starts_at"
                                + " WHERE rotation_announcement.starts_at <> excluded.starts_at",
                        announcement.starts(),
                        rotation.id().value())
                == 1;
    }
}
