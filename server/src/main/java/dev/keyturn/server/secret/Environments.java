// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps the environments of projects.
public final class Environments {
    private static final String COLUMNS = "id, project_id, name, slug, position, created_at, updated_at";
    private static final RowReader<Environment> READER = Environments::read;

    private final Folders folders;
    private final Randomness randomness;
    private final InstantSource clock;

    public Environments(Folders folders, Randomness randomness, InstantSource clock) {
        this.folders = folders;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Makes an environment and its root folder. Without a position it comes last.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if the project has that slug already
    public Environment create(
            Session session, ProjectId project, String name, String slug, Optional<Integer> position) {
        var now = clock.instant();
        var id = new EnvironmentId(randomness.id());
        session.update(
                "INSERT INTO environment (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                id.value(),
                project.value(),
                name,
                slug,
                position.orElseGet(() -> next(session, project)),
                now,
                now);
        folders.createRoot(session, id);
        return find(session, id).orElseThrow();
    }

    private int next(Session session, ProjectId project) {
        return of(session, project).stream()
                        .mapToInt(Environment::position)
                        .max()
                        .orElse(0)
                + 1;
    }

    public List<Environment> of(Session session, ProjectId project) {
        return session.list(
                "SELECT " + COLUMNS + " FROM environment WHERE project_id = ? ORDER BY position, slug",
                READER,
                project.value());
    }

    public Optional<Environment> find(Session session, ProjectId project, String slug) {
        return session.one(
                "SELECT " + COLUMNS + " FROM environment WHERE project_id = ? AND slug = ?",
                READER,
                project.value(),
                slug);
    }

    public Optional<Environment> find(Session session, EnvironmentId id) {
        return session.one("SELECT " + COLUMNS + " FROM environment WHERE id = ?", READER, id.value());
    }

    /// Changes name, slug or position.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if the project has that slug already
    public Environment change(Session session, EnvironmentId id, String name, String slug, int position) {
        session.update(
                "UPDATE environment SET name = ?, slug = ?, position = ?, updated_at = ? WHERE id = ?",
                name,
                slug,
                position,
                clock.instant(),
                id.value());
        return find(session, id).orElseThrow();
    }

    /// Whether a rotation lies in the environment.
    public boolean holdsRotation(Session session, EnvironmentId id) {
        return session.exists(
                "SELECT 1 FROM mapped_name m JOIN folder f ON f.id = m.folder_id WHERE f.environment_id = ?",
                id.value());
    }

    /// Removes an environment with its folders and secrets.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if a rotation lies in it
    public void delete(Session session, EnvironmentId id) {
        session.update("DELETE FROM environment WHERE id = ?", id.value());
    }

    private static Environment read(Row row) throws SQLException {
        return new Environment(
                new EnvironmentId(row.text("id")),
                new ProjectId(row.text("project_id")),
                row.text("name"),
                row.text("slug"),
                row.integer("position"),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
