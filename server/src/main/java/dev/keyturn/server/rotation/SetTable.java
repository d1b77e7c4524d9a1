// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The statements on the table `rotation_set`.
final class SetTable {
    /// As many as there are attempts.
    private static final int MOST = 1_000;

    private static final String SELECT = "SELECT position, credential_version, username, reserved_at, proved_at,"
            + " published_at, superseded_at, planned_end_at, hold_until, held, refused_since, blocked, ended_at,"
            + " end_reason, ended_by, clients_at_end FROM rotation_set WHERE rotation_id = ?";

    private SetTable() {}

    static void insert(Session session, RotationId id, Credential set, Optional<Instant> reserved) {
        long position = session.one(
                        "SELECT MAX(position) AS last FROM rotation_set WHERE rotation_id = ?",
                        row -> row.number("last"),
                        id.value())
                .orElse(0L);
        session.update(
                "INSERT INTO rotation_set (rotation_id, position, credential_version, username, mark, reserved_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                id.value(),
                position + 1,
                set.version(),
                set.account().value(),
                mark(set),
                reserved);
        session.update(
                "DELETE FROM rotation_set WHERE rotation_id = ? AND position <= ?", id.value(), position + 1 - MOST);
    }

    static Optional<PastSet> find(Session session, RotationId id, Credential set) {
        return session.one(
                SELECT + " AND credential_version = ? AND mark = ? ORDER BY position DESC LIMIT 1",
                SetTable::read,
                id.value(),
                set.version(),
                mark(set));
    }

    /// Says nothing of the set, and is the same each time.
    private static String mark(Credential set) {
        byte[] salt = set.salt().hex().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(salt).toString();
    }

    /// Newest first.
    static List<PastSet> page(Session session, RotationId id, long before, int limit) {
        return session.list(
                SELECT + " AND position < ? ORDER BY position DESC LIMIT ?", SetTable::read, id.value(), before, limit);
    }

    /// @param change names the columns, each followed by `= ?`
    static void update(Session session, RotationId id, PastSet set, String change, Object... values) {
        Object[] all = new Object[values.length + 2];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = id.value();
        all[values.length + 1] = set.position();
        session.update("UPDATE rotation_set SET " + change + " WHERE rotation_id = ? AND position = ?", all);
    }

    private static PastSet read(Row row) throws SQLException {
        return new PastSet(
                row.number("position"),
                row.number("credential_version"),
                row.text("username"),
                new PastSet.Rise(
                        row.optionalTime("reserved_at"),
                        row.optionalTime("proved_at"),
                        row.optionalTime("published_at"),
                        row.optionalTime("refused_since"),
                        row.flag("blocked")),
                new PastSet.Fall(
                        row.optionalTime("superseded_at"),
                        row.optionalTime("planned_end_at"),
                        row.optionalTime("hold_until"),
                        row.flag("held"),
                        row.optionalTime("ended_at"),
                        row.optionalText("end_reason").map(PastSet.Reason::of),
                        row.optionalText("ended_by"),
                        row.optionalText("clients_at_end").map(Long::valueOf)));
    }
}
