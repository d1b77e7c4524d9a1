// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.List;

/// The statements on the table `rotation_reader`.
final class ReaderTable {
    /// A rotation or an identity that is gone by now is no reader's any more.
    private static final String NOTE = "INSERT INTO rotation_reader (rotation_id, credential_version, identity_id,"
            + " last_read_at) SELECT r.id, ?, i.id, ? FROM rotation r JOIN identity i ON i.id = ? WHERE r.id = ?"
            + " ON CONFLICT (rotation_id, credential_version, identity_id)"
            + " DO UPDATE SET last_read_at = excluded.last_read_at";

    private ReaderTable() {}

    /// Who was given what.
    record Read(RotationId rotation, long version, IdentityId reader) {}

    static void note(Session session, Read read, Instant at) {
        session.update(
                NOTE, read.version(), at, read.reader().value(), read.rotation().value());
    }

    /// Two sets may log in; who read older ones is of no use.
    static void forget(Session session, RotationId rotation, long before) {
        session.update(
                "DELETE FROM rotation_reader WHERE rotation_id = ? AND credential_version < ?",
                rotation.value(),
                before);
    }

    /// Latest first.
    static List<Reading> of(Session session, RotationId rotation) {
        return session.list(
                "SELECT r.credential_version, i.name, r.last_read_at FROM rotation_reader r"
                        + " JOIN identity i ON i.id = r.identity_id WHERE r.rotation_id = ?"
                        + " ORDER BY r.last_read_at DESC, i.name",
                row -> new Reading(row.number("credential_version"), row.text("name"), row.time("last_read_at")),
                rotation.value());
    }
}
