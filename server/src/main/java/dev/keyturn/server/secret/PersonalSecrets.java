// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.secret.Secrets.OwnedByRotation;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps what single readers see instead of a shared secret. An override has the name of its shared secret, moves and
/// goes with it, and keeps its newest value only.
///
/// Invariant: a secret of a rotation is never overridden; whoever read the override would be locked out one day.
public final class PersonalSecrets {
    private static final String SELECT = "SELECT p.id, p.version, p.content, p.created_at, p.updated_at, s.folder_id,"
            + " s.name FROM personal_secret p JOIN secret s ON s.id = p.secret_id";

    private final Keyring keyring;
    private final Randomness randomness;
    private final InstantSource clock;

    public PersonalSecrets(Keyring keyring, Randomness randomness, InstantSource clock) {
        this.keyring = keyring;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// The overrides of an owner in a folder, by name.
    public List<Secret> in(Session session, ProjectId project, FolderId folder, OwnerId owner) {
        return session.list(
                SELECT + " WHERE s.folder_id = ? AND p.owner_id = ? ORDER BY s.name",
                reader(session, project),
                folder.value(),
                owner.value());
    }

    public Optional<Secret> find(Session session, ProjectId project, SecretId shared, OwnerId owner) {
        return session.one(
                SELECT + " WHERE s.id = ? AND p.owner_id = ?", reader(session, project), shared.value(), owner.value());
    }

    /// @throws OwnedByRotation if a rotation owns the shared secret
    /// @throws dev.keyturn.server.sql.Conflict if the owner has an override of it already
    public Secret create(Session session, ProjectId project, Secret shared, OwnerId owner, Content content) {
        if (shared.rotated().isPresent()) {
            throw new OwnedByRotation(shared.name());
        }
        var id = new SecretId(randomness.id());
        var now = clock.instant();
        session.update(
                "INSERT INTO personal_secret (id, secret_id, owner_id, version, content, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id.value(),
                shared.id().value(),
                owner.value(),
                1,
                seal(session, project, id, 1, content),
                now,
                now);
        return find(session, project, shared.id(), owner).orElseThrow();
    }

    /// Gives an override other content, as its next version.
    public Secret change(Session session, ProjectId project, Secret present, Content content) {
        var version = present.version() + 1;
        session.update(
                "UPDATE personal_secret SET version = ?, content = ?, updated_at = ? WHERE id = ?",
                version,
                seal(session, project, present.id(), version, content),
                clock.instant(),
                present.id().value());
        return session.one(
                        SELECT + " WHERE p.id = ?",
                        reader(session, project),
                        present.id().value())
                .orElseThrow();
    }

    public void delete(Session session, Secret present) {
        session.update("DELETE FROM personal_secret WHERE id = ?", present.id().value());
    }

    private byte[] seal(Session session, ProjectId project, SecretId id, int version, Content content) {
        return envelope(session, project).seal(place(id, version), SecretRows.json(content));
    }

    private RowReader<Secret> reader(Session session, ProjectId project) {
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
                SecretRows.content(envelope.open(place(id, version), row.bytes("content"))),
                new Kind.Personal(),
                row.time("created_at"),
                row.time("updated_at"));
    }

    private Envelope envelope(Session session, ProjectId project) {
        return keyring.envelope(session, KeyScope.project(project.value()));
    }

    private static Place place(SecretId id, int version) {
        return new Place("personal_secret", id.value(), version);
    }
}
