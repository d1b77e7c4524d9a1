// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.secret.SecretRows.Version;
import dev.keyturn.server.sql.Session;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps secrets, as clients read and write them. Each change of a secret is a new version of it.
///
/// Invariant: a secret of a rotation is never written here; [#change] and [#delete] refuse it.
public final class Secrets {
    private final SecretRows rows;
    private final Folders folders;
    private final Randomness randomness;
    private final InstantSource clock;

    public Secrets(Keyring keyring, Folders folders, Randomness randomness, InstantSource clock) {
        this.rows = new SecretRows(keyring);
        this.folders = folders;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// A rotation owns the secret; what was asked for is left to it.
    public static final class OwnedByRotation extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnedByRotation(String name) {
            super("secret " + name + " belongs to a rotation");
        }
    }

    /// A name of the folder is taken, by a secret or for a rotation.
    public static final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> names;

        NameTaken(List<String> names) {
            super("taken: " + names);
            this.names = List.copyOf(names);
        }

        public List<String> names() {
            return names;
        }
    }

    /// All secrets of a folder by name, from one consistent read.
    public List<Secret> in(Session session, ProjectId project, FolderId folder) {
        return session.list(
                SecretRows.SELECT + " WHERE s.folder_id = ?" + SecretRows.NEWEST + " ORDER BY s.name",
                rows.reader(session, project),
                folder.value());
    }

    public Optional<Secret> find(Session session, ProjectId project, FolderId folder, String name) {
        if (!SecretName.isValid(name)) {
            // not every store takes every character, and none is called so
            return Optional.empty();
        }
        return session.one(
                SecretRows.SELECT + " WHERE s.folder_id = ? AND s.name = ?" + SecretRows.NEWEST,
                rows.reader(session, project),
                folder.value(),
                name);
    }

    /// An earlier version, under the name that the secret has today.
    public Optional<Secret> find(Session session, ProjectId project, FolderId folder, String name, int version) {
        if (!SecretName.isValid(name)) {
            return Optional.empty();
        }
        return session.one(
                SecretRows.SELECT + " WHERE s.folder_id = ? AND s.name = ? AND v.version = ?",
                rows.reader(session, project),
                folder.value(),
                name,
                version);
    }

    /// The folder of a secret, whoever asks.
    public Optional<FolderId> folderOf(Session session, SecretId id) {
        return session.one(
                "SELECT folder_id FROM secret WHERE id = ?", row -> new FolderId(row.text("folder_id")), id.value());
    }

    /// Versions of a secret, newest first; the newest alone if `most` is 1.
    public List<Secret> versions(Session session, ProjectId project, SecretId id, int skipped, int most) {
        return session.list(
                SecretRows.SELECT + " WHERE s.id = ? ORDER BY v.version DESC LIMIT ? OFFSET ?",
                rows.reader(session, project),
                id.value(),
                most,
                skipped);
    }

    /// @throws NameTaken if there is a secret of that name, or a rotation holds it
    public Secret create(
            Session session, ProjectId project, FolderId folder, String name, Content content, String actor) {
        folders.lock(session, folder);
        requireFree(session, folder, name);
        var now = clock.instant();
        var id = new SecretId(randomness.id());
        rows.insert(session, id, folder, name, now);
        rows.add(session, project, new Version(id, 1, content, Optional.empty(), false), actor, now);
        Notes.collect("secretKeys", name);
        folders.secretsChanged(session, folder);
        return find(session, project, folder, name).orElseThrow();
    }

    private void requireFree(Session session, FolderId folder, String name) {
        if (session.exists("SELECT 1 FROM secret WHERE folder_id = ? AND name = ?", folder.value(), name)
                || session.exists("SELECT 1 FROM mapped_name WHERE folder_id = ? AND name = ?", folder.value(), name)) {
            throw new NameTaken(List.of(name));
        }
    }

    /// Gives a secret other content, another name, or both. Comment and metadata of a rotated secret may change.
    ///
    /// @throws OwnedByRotation if name or value of a rotated secret would change
    /// @throws NameTaken if the new name is not free
    public Secret change(
            Session session, ProjectId project, Secret present, String name, Content content, String actor) {
        folders.lock(session, present.folder());
        var renamed = !present.name().equals(name);
        var revalued = !present.content().value().equals(content.value());
        if ((renamed || revalued) && present.rotated().isPresent()) {
            throw new OwnedByRotation(present.name());
        }
        if (renamed) {
            requireFree(session, present.folder(), name);
            session.update(
                    "UPDATE secret SET name = ? WHERE id = ?",
                    name,
                    present.id().value());
        }
        var literal = !(present.kind() instanceof Kind.Ordinary) && !revalued;
        var version = new Version(
                present.id(),
                present.version() + 1,
                content,
                present.rotated().map(Kind.Rotated::credentialVersion),
                literal);
        rows.add(session, project, version, actor, clock.instant());
        Notes.collect("secretKeys", name);
        folders.secretsChanged(session, present.folder());
        return find(session, project, present.folder(), name).orElseThrow();
    }

    /// Takes secrets of one folder to another: same ids, same versions, same tags.
    ///
    /// @param overwrite whether ordinary secrets of these names there go; what a rotation holds never does
    ///
    /// @throws OwnedByRotation if a rotation owns one of them; those move with their rotation
    /// @throws NameTaken if a name is not free there
    public void move(Session session, List<Secret> moved, FolderId from, FolderId to, boolean overwrite) {
        folders.lock(session, from, to);
        if (from.equals(to)) {
            return;
        }
        for (var secret : moved) {
            if (secret.rotated().isPresent()) {
                throw new OwnedByRotation(secret.name());
            }
            if (overwrite) {
                session.update(
                        "DELETE FROM secret WHERE folder_id = ? AND name = ? AND rotation_id IS NULL",
                        to.value(),
                        secret.name());
            }
            requireFree(session, to, secret.name());
            session.update(
                    "UPDATE secret SET folder_id = ? WHERE id = ? AND folder_id = ?",
                    to.value(),
                    secret.id().value(),
                    from.value());
        }
        folders.secretsChanged(session, from);
        folders.secretsChanged(session, to);
    }

    /// @throws OwnedByRotation if a rotation owns it
    public void delete(Session session, Secret present) {
        if (present.rotated().isPresent()) {
            throw new OwnedByRotation(present.name());
        }
        session.update("DELETE FROM secret WHERE id = ?", present.id().value());
        Notes.collect("secretKeys", present.name());
        folders.secretsChanged(session, present.folder());
    }
}
