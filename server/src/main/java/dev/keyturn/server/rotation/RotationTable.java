// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The statements on the table `rotation`. Every write of the sealed value counts the version and seals it to it.
record RotationTable(Keyring keyring, SetBook sets) {
    private static final String SETTINGS = String.join(", ", SettingsColumns.NAMES);
    private static final String INSERT = "INSERT INTO rotation (id, project_id, folder_id, type, rotation_mode, sealed,"
            + " issued, state, since, failed, ends_at, next_rotation_at, wake_at, lease_owner, lease_until, epoch,"
            + " version, created_at, updated_at, "
            + SETTINGS + ") VALUES (" + "?, ".repeat(18 + SettingsColumns.NAMES.size()) + "?)";
    private static final String SELECT = "SELECT id, project_id, folder_id, type, rotation_mode, sealed, version,"
            + " epoch, lease_until, created_at, updated_at, " + SETTINGS + " FROM rotation";
    private static final String CHANGE = "UPDATE rotation SET " + String.join(" = ?, ", SettingsColumns.NAMES)
            + " = ?, epoch = epoch + 1 WHERE id = ?";
    private static final String BUSY = "SELECT id FROM rotation WHERE connection_id = ? AND lease_until > ?";

    /// A row that is about to be made.
    record Birth(RotationId id, RotationPlace place, RotationSettings settings, Rotation first) {}

    void insert(Session session, Birth birth, String owner, Instant leaseUntil) {
        RotationSettings settings = birth.settings();
        Rotation first = birth.first();
        Instant now = first.since();
        var signs = RowSigns.of(first);
        var values = new ArrayList<Object>(List.of(
                birth.id().value(),
                birth.place().project().value(),
                birth.place().folder().value(),
                settings.type().slug(),
                settings.accounts().mode().slug(),
                seal(session, birth.place(), birth.id(), 1, first),
                first.isIssued(),
                signs.state(),
                signs.since(),
                signs.failed(),
                signs.ends(),
                first.nextRotationAt(),
                first.wakeAt(),
                owner,
                leaseUntil,
                1L,
                1L,
                now,
                now));
        values.addAll(SettingsColumns.values(settings));
        session.update(INSERT, values.toArray());
        sets.begun(session, birth.id(), first);
    }

    /// The row, which nobody else changes before this transaction ends.
    Optional<RotationRow> locked(Session session, RotationId id) {
        return session.one(
                SELECT + " WHERE id = ?" + session.dialect().forUpdate(), row -> read(session, row), id.value());
    }

    Optional<RotationRow> find(Session session, RotationId id) {
        return session.one(SELECT + " WHERE id = ?", row -> read(session, row), id.value());
    }

    /// The rows that fit a condition, by name.
    List<RotationRow> list(Session session, String condition, Object... arguments) {
        return session.list(
                SELECT + " WHERE " + condition + " ORDER BY name, id", row -> read(session, row), arguments);
    }

    /// Two workers that want rotations of one connection ask one after the other.
    void lockConnection(Session session, RotationId id) {
        var _ = session.list(
                "SELECT id FROM app_connection WHERE id = (SELECT connection_id FROM rotation WHERE id = ?)"
                        + session.dialect().forUpdate(),
                row -> row.text("id"),
                id.value());
    }

    boolean isBusy(Session session, RotationRow row, Instant now) {
        return session.exists(BUSY, row.settings().connection().value(), now);
    }

    void update(Session session, RotationRow row, Rotation next, RotationRow.Times times) {
        long version = row.version() + 1;
        var signs = RowSigns.of(next);
        session.update(
                "UPDATE rotation SET sealed = ?, issued = ?, state = ?, since = ?, failed = ?, ends_at = ?,"
                        + " next_rotation_at = ?, wake_at = ?, version = ?, created_at = ?, updated_at = ?"
                        + " WHERE id = ?",
                seal(session, row.place(), row.id(), version, next),
                next.isIssued(),
                signs.state(),
                signs.since(),
                signs.failed(),
                signs.ends(),
                next.nextRotationAt(),
                next.wakeAt(),
                version,
                times.created(),
                times.updated(),
                row.id().value());
        sets.changed(session, row.id(), row.rotation(), next);
    }

    void update(Session session, RotationId id, RotationSettings settings) {
        List<Object> values = SettingsColumns.values(settings);
        values.add(id.value());
        session.update(CHANGE, values.toArray());
    }

    /// Another folder of the same project; what is sealed stays as it is.
    void move(Session session, RotationRow row, FolderId destination, Instant now) {
        session.update(
                "UPDATE rotation SET folder_id = ?, updated_at = ?, epoch = epoch + 1 WHERE id = ?",
                destination.value(),
                now,
                row.id().value());
    }

    /// What tells the target of a rotation from every other; no change of settings, so that a run goes on.
    void fingerprint(Session session, RotationId id, Optional<String> fingerprint) {
        session.update("UPDATE rotation SET fingerprint = ? WHERE id = ?", fingerprint, id.value());
    }

    /// @param apart whether rows of a connection of which another row is held are left out
    List<RotationId> awake(Session session, Instant now, Instant storeNow, boolean apart, int limit) {
        String elsewhere = "SELECT 1 FROM rotation held WHERE held.connection_id = rotation.connection_id"
                + " AND held.lease_until > ?";
        return session.list(
                "SELECT id FROM rotation WHERE wake_at <= ? AND lease_until <= ? AND (? OR NOT EXISTS (" + elsewhere
                        + ")) ORDER BY wake_at, id LIMIT ?",
                row -> new RotationId(row.text("id")),
                now,
                storeNow,
                !apart,
                storeNow,
                limit);
    }

    private RotationRow read(Session session, Row row) throws SQLException {
        var id = new RotationId(row.text("id"));
        var place = new RotationPlace(new ProjectId(row.text("project_id")), new FolderId(row.text("folder_id")));
        long version = row.number("version");
        byte[] opened = envelope(session, place).open(sealedTo(id, version), row.bytes("sealed"));
        return new RotationRow(
                id,
                place,
                SettingsColumns.read(row),
                RotationCodec.read(opened),
                version,
                row.number("epoch"),
                row.time("lease_until"),
                new RotationRow.Times(row.time("created_at"), row.time("updated_at")));
    }

    private byte[] seal(Session session, RotationPlace place, RotationId id, long version, Rotation rotation) {
        byte[] plain = RotationCodec.write(rotation);
        try {
            return envelope(session, place).seal(sealedTo(id, version), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Envelope envelope(Session session, RotationPlace place) {
        return keyring.envelope(session, scope(place.project()));
    }

    /// The key under which what belongs to rotations of a project is sealed.
    static KeyScope scope(ProjectId project) {
        return KeyScope.project(project.value());
    }

    private static Place sealedTo(RotationId id, long version) {
        return new Place("rotation", id.value(), version);
    }
}
