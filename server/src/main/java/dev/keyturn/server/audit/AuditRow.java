// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// A row of the table `audit_log`, as it is hashed.
///
/// @param details   sealed, in base64: what is not needed to find it again
/// @param hash      in hexadecimal, as the signature is
record AuditRow(
        long position,
        String id,
        Instant createdAt,
        Optional<String> project,
        String type,
        String actorType,
        Optional<String> actor,
        String details,
        String hash,
        String signature) {
    static final String COLUMNS =
            "position, id, created_at, project_id, event_type, actor_type, actor_id, details, hash, signature";

    static AuditRow read(Row row) throws SQLException {
        return new AuditRow(
                row.number("position"),
                row.text("id"),
                row.time("created_at"),
                row.optionalText("project_id"),
                row.text("event_type"),
                row.text("actor_type"),
                row.optionalText("actor_id"),
                row.text("details"),
                row.text("hash"),
                row.text("signature"));
    }
}
