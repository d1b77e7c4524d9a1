// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps the folders of environments. The path of each is kept with it, so that reading needs no walk.
public final class Folders {
    private static final String COLUMNS = "id, environment_id, parent_id, name, path, description, version,"
            + " last_secret_modified, created_at, updated_at";
    private static final RowReader<Folder> READER = Folders::read;

    private final Randomness randomness;
    private final InstantSource clock;
    private final SecretsWatch watch;

    public Folders(Randomness randomness, InstantSource clock) {
        this(randomness, clock, SecretsWatch.none());
    }

    /// @param watch told of changed secrets
    public Folders(Randomness randomness, InstantSource clock, SecretsWatch watch) {
        this.randomness = randomness;
        this.clock = clock;
        this.watch = watch;
    }

    void createRoot(Session session, EnvironmentId environment) {
        insert(session, environment, Optional.empty(), "root", FolderPath.ROOT, Optional.empty());
    }

    /// Makes a folder below another.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if there is one of that name
    public Folder create(Session session, Folder parent, String name, Optional<String> description) {
        var above = now(session, parent);
        var path = above.path().child(name);
        var id = insert(session, above.environment(), Optional.of(above.id()), name, path, description);
        return find(session, id).orElseThrow();
    }

    private FolderId insert(
            Session session,
            EnvironmentId environment,
            Optional<FolderId> parent,
            String name,
            FolderPath path,
            Optional<String> description) {
        var now = clock.instant();
        var id = new FolderId(randomness.id());
        session.update(
                "INSERT INTO folder (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, 1, NULL, ?, ?)",
                id.value(),
                environment.value(),
                parent.map(FolderId::value),
                name,
                path.value(),
                description,
                now,
                now);
        return id;
    }

    public Optional<Folder> find(Session session, FolderId id) {
        return session.one("SELECT " + COLUMNS + " FROM folder WHERE id = ?", READER, id.value());
    }

    public Optional<Folder> find(Session session, EnvironmentId environment, FolderPath path) {
        return session.one(
                "SELECT " + COLUMNS + " FROM folder WHERE environment_id = ? AND path = ?",
                READER,
                environment.value(),
                path.value());
    }

    /// Holds a folder until the transaction ends: whoever adds names to it takes this lock first.
    public void lock(Session session, FolderId id) {
        var _ = session.exists(
                "SELECT id FROM folder WHERE id = ?" + session.dialect().forUpdate(), id.value());
    }

    /// Holds two folders until the transaction ends, always in the same order.
    public void lock(Session session, FolderId one, FolderId other) {
        Stream.of(one, other)
                .distinct()
                .sorted(Comparator.comparing(FolderId::value))
                .forEach(folder -> lock(session, folder));
    }

    /// The folders directly in another.
    public List<Folder> in(Session session, FolderId parent) {
        return session.list(
                "SELECT " + COLUMNS + " FROM folder WHERE parent_id = ? ORDER BY name", READER, parent.value());
    }

    /// The folders below another, at any depth.
    public List<Folder> below(Session session, Folder folder) {
        var prefix = folder.path().prefix();
        return session.list(
                "SELECT " + COLUMNS + " FROM folder WHERE environment_id = ? AND substr(path, 1, ?) = ? AND id <> ?"
                        + " ORDER BY path",
                READER,
                folder.environment().value(),
                prefix.length(),
                prefix,
                folder.id().value());
    }

    /// A folder would lie in itself, or below.
    public static final class Inside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Inside() {
            super("a folder would lie in itself");
        }
    }

    /// What a folder is to be like.
    ///
    /// @param parent the folder that it lies in, be it in another environment of its project
    public record Change(Folder parent, String name, Optional<String> description) {}

    /// Gives a folder another name, description or place; what lies below comes along, and so do the rotations in it.
    /// The root cannot be changed.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if there is one of that name
    /// @throws Inside if the new place lies below the folder
    public Folder change(Session session, Folder present, Change change) {
        lockTrees(session, present.environment(), change.parent().environment());
        var folder = now(session, present);
        var parent = now(session, change.parent());
        var path = parent.path().child(change.name()).value();
        var samePlace = parent.environment().equals(folder.environment());
        if (samePlace && (parent.path().value() + "/").startsWith(folder.path().prefix())) {
            throw new Inside();
        }
        var below = below(session, folder);
        session.update(
                "UPDATE folder SET environment_id = ?, parent_id = ?, name = ?, path = ?, description = ?,"
                        + " version = version + 1, updated_at = ? WHERE id = ?",
                parent.environment().value(),
                parent.id().value(),
                change.name(),
                path,
                change.description(),
                clock.instant(),
                folder.id().value());
        for (var child : below) {
            session.update(
                    "UPDATE folder SET environment_id = ?, path = ? WHERE id = ?",
                    parent.environment().value(),
                    path + child.path().value().substring(folder.path().value().length()),
                    child.id().value());
        }
        return find(session, folder.id()).orElseThrow();
    }

    /// The folder as it is once nobody else changes the tree that it stands in. One that is gone by now comes back as
    /// it was, and the store refuses what is done with it.
    private Folder now(Session session, Folder folder) {
        lockTrees(session, folder.environment(), folder.environment());
        return find(session, folder.id()).orElse(folder);
    }

    /// Holds the roots of two environments, always in the same order: paths are kept with each folder, so whoever adds
    /// or moves one must be alone.
    private static void lockTrees(Session session, EnvironmentId one, EnvironmentId other) {
        Stream.of(one, other).map(EnvironmentId::value).distinct().sorted().forEach(environment -> {
            var _ = session.exists(
                    "SELECT id FROM folder WHERE environment_id = ? AND parent_id IS NULL"
                            + session.dialect().forUpdate(),
                    environment);
        });
    }

    /// Whether secrets lie directly in a folder.
    public boolean holdsSecrets(Session session, FolderId id) {
        return session.exists("SELECT 1 FROM secret WHERE folder_id = ? LIMIT 1", id.value());
    }

    /// Whether the secrets of a rotation lie directly in a folder.
    public boolean holdsMapping(Session session, FolderId id) {
        return session.exists("SELECT 1 FROM mapped_name WHERE folder_id = ? LIMIT 1", id.value());
    }

    /// Removes a folder with everything below.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if a rotation lies in it
    public void delete(Session session, FolderId id) {
        session.update("DELETE FROM folder WHERE id = ?", id.value());
    }

    /// Whether a rotation lies in a folder, or below it.
    public boolean holdsRotation(Session session, Folder folder) {
        var prefix = folder.path().prefix();
        return session.exists(
                "SELECT 1 FROM mapped_name m JOIN folder f ON f.id = m.folder_id"
                        + " WHERE f.id = ? OR (f.environment_id = ? AND substr(f.path, 1, ?) = ?)",
                folder.id().value(),
                folder.environment().value(),
                prefix.length(),
                prefix);
    }

    void secretsChanged(Session session, FolderId id) {
        session.update("UPDATE folder SET last_secret_modified = ? WHERE id = ?", clock.instant(), id.value());
        watch.changed(session, id);
    }

    private static Folder read(Row row) throws SQLException {
        return new Folder(
                new FolderId(row.text("id")),
                new EnvironmentId(row.text("environment_id")),
                row.optionalText("parent_id").map(FolderId::new),
                row.text("name"),
                new FolderPath(row.text("path")),
                row.optionalText("description"),
                row.integer("version"),
                row.optionalTime("last_secret_modified"),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
