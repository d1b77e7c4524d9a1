// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.secret.Secret.Content;
import dev.keyturn.server.secret.Secret.Kind;
import dev.keyturn.server.secret.SecretRows.Version;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The secrets that rotations own. Every method works inside the transaction that changes the rotation's row,
/// so that both change or neither does.
///
/// A rotation holds one name for each field of its credential (`username`, `password`), from [#reserve] on; the
/// secret of that name comes with the first [#publish].
public final class MappedSecrets {
    private static final String ACTOR = "platform";

    private final SecretRows rows;
    private final Folders folders;
    private final Randomness randomness;
    private final InstantSource clock;

    public MappedSecrets(Keyring keyring, Folders folders, Randomness randomness, InstantSource clock) {
        this.rows = new SecretRows(keyring);
        this.folders = folders;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Which of these names are not free in a folder: secrets, or names that another rotation holds.
    public List<String> taken(Session session, RotationId rotation, FolderId folder, List<String> names) {
        return names.stream()
                .filter(name -> isTaken(session, rotation, folder, name))
                .sorted()
                .toList();
    }

    private static boolean isTaken(Session session, RotationId rotation, FolderId folder, String name) {
        return session.exists(
                        "SELECT 1 FROM secret WHERE folder_id = ? AND name = ?"
                                + " AND (rotation_id IS NULL OR rotation_id <> ?)",
                        folder.value(),
                        name,
                        rotation.value())
                || session.exists(
                        "SELECT 1 FROM mapped_name WHERE folder_id = ? AND name = ? AND rotation_id <> ?",
                        folder.value(),
                        name,
                        rotation.value());
    }

    /// Takes the names for a rotation that has none yet, under the folder's lock.
    ///
    /// @param names by field; distinct
    /// @throws NameTaken if one is not free
    public void reserve(Session session, RotationId rotation, FolderId folder, Map<String, String> names) {
        folders.lock(session, folder);
        requireFree(session, rotation, folder, names);
        names.forEach((field, name) -> hold(session, rotation, new Held(folder, name, field)));
    }

    private static void hold(Session session, RotationId rotation, Held wanted) {
        session.update(
                "INSERT INTO mapped_name (folder_id, name, rotation_id, field) VALUES (?, ?, ?, ?)",
                wanted.folder().value(),
                wanted.name(),
                rotation.value(),
                wanted.field());
    }

    private void requireFree(Session session, RotationId rotation, FolderId folder, Map<String, String> names) {
        var taken = taken(session, rotation, folder, List.copyOf(names.values()));
        if (!taken.isEmpty()) {
            throw new NameTaken(taken);
        }
    }

    /// Gives each mapped secret its value and one new version; makes those that are missing. A credential
    /// version that a secret has already is not written again.
    ///
    /// @param values by field, one for each name that is held
    public void publish(
            Session session,
            ProjectId project,
            RotationId rotation,
            Map<String, String> values,
            int credentialVersion) {
        var now = clock.instant();
        for (var held : held(session, rotation)) {
            var value = Optional.ofNullable(values.get(held.field()))
                    .orElseThrow(() -> new IllegalArgumentException("no value for the field " + held.field()));
            publish(session, project, rotation, held, value, credentialVersion, now);
            folders.secretsChanged(session, held.folder());
        }
    }

    private void publish(
            Session session,
            ProjectId project,
            RotationId rotation,
            Held held,
            String value,
            int credentialVersion,
            Instant now) {
        var present = find(session, project, rotation, held.field());
        if (present.flatMap(Secret::rotated)
                .map(Kind.Rotated::credentialVersion)
                .equals(Optional.of(credentialVersion))) {
            return;
        }
        var id = present.map(Secret::id).orElseGet(() -> own(session, rotation, held, now));
        var content = present.map(Secret::content)
                .map(old -> new Content(value, old.comment(), old.metadata(), old.skipMultilineEncoding()))
                .orElse(new Content(value, "", List.of(), false));
        var version = present.map(Secret::version).orElse(0) + 1;
        rows.add(session, project, new Version(id, version, content, Optional.of(credentialVersion), true), ACTOR, now);
    }

    private SecretId own(Session session, RotationId rotation, Held held, Instant now) {
        var id = new SecretId(randomness.id());
        rows.insert(session, id, held.folder(), held.name(), now);
        session.update(
                "UPDATE secret SET rotation_id = ?, rotation_field = ? WHERE id = ?",
                rotation.value(),
                held.field(),
                id.value());
        return id;
    }

    private Optional<Secret> find(Session session, ProjectId project, RotationId rotation, String field) {
        return session.one(
                SecretRows.SELECT + " WHERE s.rotation_id = ? AND s.rotation_field = ?" + SecretRows.NEWEST,
                rows.reader(session, project),
                rotation.value(),
                field);
    }

    /// Renames in place: same secrets, same values, one new version for each whose name changes. A field that
    /// is not named any more leaves its secret to the clients, as an ordinary one; a new one gets its secret by
    /// the next [#publish], which may be of the present version.
    ///
    /// @param names by field; distinct
    /// @throws NameTaken if one is not free
    public void rename(
            Session session, ProjectId project, RotationId rotation, FolderId folder, Map<String, String> names) {
        folders.lock(session, folder);
        requireFree(session, rotation, folder, names);
        var now = clock.instant();
        var present = held(session, rotation);
        present.stream()
                .filter(held -> !names.containsKey(held.field()))
                .forEach(held -> release(session, rotation, held.field()));
        var changed = present.stream()
                .filter(held -> names.containsKey(held.field()))
                .filter(held -> !held.name().equals(names.get(held.field())))
                .toList();
        for (var held : changed) {
            // two names may change places: out of the way first
            session.update(
                    "DELETE FROM mapped_name WHERE rotation_id = ? AND field = ?", rotation.value(), held.field());
            session.update(
                    "UPDATE secret SET name = ':' || id WHERE rotation_id = ? AND rotation_field = ?",
                    rotation.value(),
                    held.field());
        }
        for (var held : changed) {
            var name = Optional.ofNullable(names.get(held.field()))
                    .orElseThrow(() -> new IllegalArgumentException("no name for the field " + held.field()));
            rename(session, project, rotation, new Held(folder, name, held.field()), now);
        }
        var fields = present.stream().map(Held::field).toList();
        names.forEach((field, name) -> {
            if (!fields.contains(field)) {
                hold(session, rotation, new Held(folder, name, field));
            }
        });
        folders.secretsChanged(session, folder);
    }

    private void rename(Session session, ProjectId project, RotationId rotation, Held held, Instant now) {
        hold(session, rotation, held);
        find(session, project, rotation, held.field()).ifPresent(secret -> {
            session.update(
                    "UPDATE secret SET name = ? WHERE id = ?",
                    held.name(),
                    secret.id().value());
            var version = new Version(
                    secret.id(),
                    secret.version() + 1,
                    secret.content(),
                    secret.rotated().map(Kind.Rotated::credentialVersion),
                    true);
            rows.add(session, project, version, ACTOR, now);
        });
    }

    /// Holds two folders until the transaction ends, always in the same order.
    public void lock(Session session, FolderId one, FolderId other) {
        folders.lock(session, one, other);
    }

    /// Takes names and secrets to another folder: same secrets, same versions. Under the lock of both folders.
    ///
    /// @param overwrite whether ordinary secrets of these names go; what another rotation holds never does
    /// @throws NameTaken if one is not free there
    public void move(Session session, RotationId rotation, FolderId from, FolderId to, boolean overwrite) {
        var names = held(session, rotation).stream().map(Held::name).toList();
        if (overwrite) {
            names.forEach(name -> session.update(
                    "DELETE FROM secret WHERE folder_id = ? AND name = ? AND rotation_id IS NULL", to.value(), name));
        }
        var taken = taken(session, rotation, to, names);
        if (!taken.isEmpty()) {
            throw new NameTaken(taken);
        }
        session.update("UPDATE mapped_name SET folder_id = ? WHERE rotation_id = ?", to.value(), rotation.value());
        session.update("UPDATE secret SET folder_id = ? WHERE rotation_id = ?", to.value(), rotation.value());
        folders.secretsChanged(session, from);
        folders.secretsChanged(session, to);
    }

    /// Gives the names back and leaves the secrets to the clients, as ordinary ones with literal values.
    public void release(Session session, RotationId rotation) {
        session.update("DELETE FROM mapped_name WHERE rotation_id = ?", rotation.value());
        session.update(
                "UPDATE secret SET rotation_id = NULL, rotation_field = NULL WHERE rotation_id = ?", rotation.value());
    }

    private static void release(Session session, RotationId rotation, String field) {
        session.update("DELETE FROM mapped_name WHERE rotation_id = ? AND field = ?", rotation.value(), field);
        session.update(
                "UPDATE secret SET rotation_id = NULL, rotation_field = NULL"
                        + " WHERE rotation_id = ? AND rotation_field = ?",
                rotation.value(),
                field);
    }

    /// Gives the names back and removes the secrets.
    public void delete(Session session, RotationId rotation) {
        session.update("DELETE FROM mapped_name WHERE rotation_id = ?", rotation.value());
        session.update("DELETE FROM secret WHERE rotation_id = ?", rotation.value());
    }

    private record Held(FolderId folder, String name, String field) {}

    private static List<Held> held(Session session, RotationId rotation) {
        return session.list(
                "SELECT folder_id, name, field FROM mapped_name WHERE rotation_id = ? ORDER BY field",
                row -> new Held(new FolderId(row.text("folder_id")), row.text("name"), row.text("field")),
                rotation.value());
    }
}
