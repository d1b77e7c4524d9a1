// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Keeps which folders show the secrets of which others. No folder shows itself, be it by way of others.
public final class SecretImports {
    private static final String COLUMNS = "id, folder_id, source_id, position, created_at, updated_at";
    private static final RowReader<SecretImport> READER = SecretImports::read;

    private final Folders folders;
    private final Randomness randomness;
    private final InstantSource clock;

    public SecretImports(Folders folders, Randomness randomness, InstantSource clock) {
        this.folders = folders;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// A folder would show itself.
    public static final class Circle extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Circle() {
            super("a folder would import itself");
        }
    }

    /// Lets a folder show another, after those that it shows already.
    ///
    /// @throws Circle if the other one shows this one
    /// @throws dev.keyturn.server.sql.Conflict if it shows the other one already
    public SecretImport create(Session session, FolderId folder, FolderId source) {
        folders.lock(session, folder);
        requireNoCircle(session, folder, source);
        var now = clock.instant();
        var id = new ImportId(randomness.id());
        var position = of(session, folder).size() + 1;
        session.update(
                "INSERT INTO secret_import (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                id.value(),
                folder.value(),
                source.value(),
                position,
                now,
                now);
        return find(session, id).orElseThrow();
    }

    private void requireNoCircle(Session session, FolderId folder, FolderId source) {
        var seen = new HashSet<FolderId>();
        var open = new ArrayList<>(List.of(source));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (next.equals(folder)) {
                throw new Circle();
            }
            if (seen.add(next)) {
                of(session, next).forEach(found -> open.add(found.source()));
            }
        }
    }

    /// What a folder shows, in its order.
    public List<SecretImport> of(Session session, FolderId folder) {
        return session.list(
                "SELECT " + COLUMNS + " FROM secret_import WHERE folder_id = ? ORDER BY position, id",
                READER,
                folder.value());
    }

    public Optional<SecretImport> find(Session session, ImportId id) {
        return session.one("SELECT " + COLUMNS + " FROM secret_import WHERE id = ?", READER, id.value());
    }

    /// Lets an import show another folder, stand elsewhere among its neighbours, or both.
    ///
    /// @param position from 1; past the end is the end
    ///
    /// @throws Circle if the other one shows this one
    /// @throws dev.keyturn.server.sql.Conflict if the folder shows the other one already
    public SecretImport change(Session session, SecretImport present, FolderId source, int position) {
        folders.lock(session, present.folder());
        if (!source.equals(present.source())) {
            requireNoCircle(session, present.folder(), source);
        }
        session.update(
                "UPDATE secret_import SET source_id = ?, updated_at = ? WHERE id = ?",
                source.value(),
                clock.instant(),
                present.id().value());
        var order = new ArrayList<>(
                of(session, present.folder()).stream().map(SecretImport::id).toList());
        order.remove(present.id());
        order.add(Math.clamp(position - 1L, 0, order.size()), present.id());
        number(session, order);
        return find(session, present.id()).orElseThrow();
    }

    public void delete(Session session, SecretImport present) {
        folders.lock(session, present.folder());
        session.update("DELETE FROM secret_import WHERE id = ?", present.id().value());
        number(
                session,
                of(session, present.folder()).stream().map(SecretImport::id).toList());
    }

    private static void number(Session session, List<ImportId> order) {
        for (var i = 0; i < order.size(); i++) {
            session.update(
                    "UPDATE secret_import SET position = ? WHERE id = ?",
                    i + 1,
                    order.get(i).value());
        }
    }

    private static SecretImport read(Row row) throws SQLException {
        return new SecretImport(
                new ImportId(row.text("id")),
                new FolderId(row.text("folder_id")),
                new FolderId(row.text("source_id")),
                row.integer("position"),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
