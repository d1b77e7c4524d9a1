// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.SealedJson;
import dev.keyturn.server.health.Health.NodeHealth;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The statements on `rotation_health` and `connection_health`. Texts are sealed, and bound to the time of the check.
final class HealthTable {
    private static final SealedJson JSON = new SealedJson();

    private final Keyring keyring;

    HealthTable(Keyring keyring) {
        this.keyring = keyring;
    }

    /// Which row of which table.
    ///
    /// @param version tells sets, or the credentials of a connection, apart: what was found of others says nothing
    /// @param scope   the key under which texts are sealed
    record Subject(String table, String id, long version, KeyScope scope) {}

    private record Sealed(Optional<String> message, List<NodeHealth> nodes) {}

    private record Kept(long version, Health health) {}

    Health find(Session session, Subject subject) {
        return kept(session, subject)
                .filter(kept -> kept.version() == subject.version())
                .map(Kept::health)
                .orElse(Health.UNKNOWN);
    }

    /// Writes what a check found, and returns what is known now.
    ///
    /// Throws `Conflict` if the subject is gone.
    Health put(Session session, Subject subject, Findings found, Instant now) {
        Health before = kept(session, subject).map(Kept::health).orElse(Health.UNKNOWN);
        Health next = before.after(found, now);
        byte[] plain = JSON.write(new Sealed(next.message(), next.nodes()));
        try {
            session.update(
                    "INSERT INTO " + subject.table() + " (id, version, status, checked_at, sealed)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version,"
                            + " status = excluded.status, checked_at = excluded.checked_at, sealed = excluded.sealed",
                    subject.id(),
                    subject.version(),
                    next.status().name(),
                    now,
                    envelope(session, subject).seal(place(subject, now), plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        return next;
    }

    private Optional<Kept> kept(Session session, Subject subject) {
        Envelope envelope = envelope(session, subject);
        return session.one(
                "SELECT version, status, checked_at, sealed FROM " + subject.table() + " WHERE id = ?",
                row -> read(row, subject, envelope),
                subject.id());
    }

    private static Kept read(Row row, Subject subject, Envelope envelope) throws SQLException {
        Instant checkedAt = row.time("checked_at");
        Sealed sealed = JSON.read(envelope.open(place(subject, checkedAt), row.bytes("sealed")), Sealed.class);
        var health = new Health(
                Status.valueOf(row.text("status")), Optional.of(checkedAt), sealed.message(), sealed.nodes());
        return new Kept(row.number("version"), health);
    }

    private Envelope envelope(Session session, Subject subject) {
        return keyring.envelope(session, subject.scope());
    }

    private static Place place(Subject subject, Instant at) {
        return new Place(subject.table(), subject.id(), at.toEpochMilli());
    }
}
