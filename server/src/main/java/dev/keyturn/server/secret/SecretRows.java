// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows of secrets and of their versions, and the sealing of what is in them.
final class SecretRows {
    private static final JsonMapper JSON = new JsonMapper();

    /// Every secret with a version of it; the caller adds WHERE.
    static final String SELECT = "SELECT s.id, s.folder_id, s.name, v.version, v.content, v.literal,"
            + " v.credential_version, s.rotation_id, s.rotation_field, s.created_at, v.created_at AS version_at"
            + " FROM secret s JOIN secret_version v ON v.secret_id = s.id";
    /// Restricts [#SELECT] to the newest version.
    static final String NEWEST = " AND v.version = s.version";

    private final Keyring keyring;

    SecretRows(Keyring keyring) {
        this.keyring = keyring;
    }

    /// One version of a secret, before it is written.
    record Version(
            SecretId secret, int version, Content content, Optional<Integer> credentialVersion, boolean literal) {}

    void insert(Session session, SecretId id, FolderId folder, String name, Instant now) {
        session.update(
                "INSERT INTO secret (id, folder_id, name, version, created_at, updated_at) VALUES (?, ?, ?, 0, ?, ?)",
                id.value(),
                folder.value(),
                name,
                now,
                now);
    }

    /// Adds a version and makes it the newest.
    void add(Session session, ProjectId project, Version version, String actor, Instant now) {
        session.update(
                "INSERT INTO secret_version (secret_id, version, content, literal, credential_version, actor, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                version.secret().value(),
                version.version(),
                envelope(session, project).seal(place(version.secret(), version.version()), json(version.content())),
                version.literal(),
                version.credentialVersion(),
                actor,
                now);
        session.update(
                "UPDATE secret SET version = ?, updated_at = ? WHERE id = ?",
                version.version(),
                now,
                version.secret().value());
    }

    RowReader<Secret> reader(Session session, ProjectId project) {
        var envelope = envelope(session, project);
        return row -> read(row, envelope);
    }

    private static Secret read(Row row, Envelope envelope) throws SQLException {
        var id = new SecretId(row.text("id"));
        var version = row.integer("version");
        return new Secret(
                id,
                new FolderId(row.text("folder_id")),
                row.text("name"),
                version,
                content(envelope.open(place(id, version), row.bytes("content"))),
                kind(row),
                row.time("created_at"),
                row.time("version_at"));
    }

    private static Kind kind(Row row) throws SQLException {
        var rotation = row.optionalText("rotation_id").map(RotationId::new);
        if (rotation.isPresent()) {
            return new Kind.Rotated(
                    rotation.get(),
                    row.text("rotation_field"),
                    row.optionalInteger("credential_version").orElse(0));
        }
        return row.flag("literal") ? new Kind.Literal() : new Kind.Ordinary();
    }

    private Envelope envelope(Session session, ProjectId project) {
        return keyring.envelope(session, KeyScope.project(project.value()));
    }

    private static Place place(SecretId id, int version) {
        return new Place("secret_version", id.value(), version);
    }

    static byte[] json(Content content) {
        try {
            return JSON.writeValueAsBytes(content);
        } catch (IOException _) {
            throw new IllegalStateException("the content of a secret cannot be written");
        }
    }

    static Content content(byte[] json) {
        try {
            return JSON.readValue(json, Content.class);
        } catch (IOException _) {
            throw new UncheckedIOException(new IOException("the content of a secret cannot be read"));
        }
    }
}
