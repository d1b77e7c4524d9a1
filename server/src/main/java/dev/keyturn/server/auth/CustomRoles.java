// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Keeps the roles that projects have made for themselves.
public final class CustomRoles {
    private static final String COLUMNS =
            "id, project_id, slug, name, description, permissions, created_at, updated_at";
    private static final RowReader<CustomRole> READER = CustomRoles::read;

    private final Randomness randomness;
    private final InstantSource clock;

    public CustomRoles(Randomness randomness, InstantSource clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    /// @throws dev.keyturn.server.sql.Conflict if the project has a role of that name
    public CustomRole create(Session session, ProjectId project, CustomRole.Draft draft) {
        var now = clock.instant();
        var id = randomness.id();
        session.update(
                "INSERT INTO project_role (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                project.value(),
                draft.slug().value(),
                draft.name(),
                draft.description(),
                kept(draft),
                now,
                now);
        return find(session, project, id).orElseThrow();
    }

    public List<CustomRole> of(Session session, ProjectId project) {
        return session.list(
                "SELECT " + COLUMNS + " FROM project_role WHERE project_id = ? ORDER BY slug", READER, project.value());
    }

    public Optional<CustomRole> find(Session session, ProjectId project, String id) {
        return session.one(
                "SELECT " + COLUMNS + " FROM project_role WHERE project_id = ? AND id = ?",
                READER,
                project.value(),
                id);
    }

    public Optional<CustomRole> find(Session session, ProjectId project, RoleSlug slug) {
        return session.one(
                "SELECT " + COLUMNS + " FROM project_role WHERE project_id = ? AND slug = ?",
                READER,
                project.value(),
                slug.value());
    }

    /// What a role allows and forbids; nothing if there is no such role.
    List<Rule> rules(Session session, ProjectId project, RoleSlug slug) {
        return ProjectRole.of(slug.value())
                .map(ProjectRole::rules)
                .or(() -> find(session, project, slug).map(role -> role.draft().rules()))
                .orElse(List.of());
    }

    /// Changes a role; whoever has it keeps it, also under a new slug.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if the project has another role of that name
    public CustomRole change(Session session, CustomRole present, CustomRole.Draft draft) {
        session.update(
                "UPDATE project_role SET slug = ?, name = ?, description = ?, permissions = ?, updated_at = ?"
                        + " WHERE id = ?",
                draft.slug().value(),
                draft.name(),
                draft.description(),
                kept(draft),
                clock.instant(),
                present.id());
        return find(session, present.project(), present.id()).orElseThrow();
    }

    public void delete(Session session, CustomRole present) {
        session.update("DELETE FROM project_role WHERE id = ?", present.id());
    }

    private static String kept(CustomRole.Draft draft) {
        var kept = draft.permissions().stream().map(Permission.Kept::of).toList();
        return new String(Json.write(kept), StandardCharsets.UTF_8);
    }

    private static CustomRole read(Row row) throws SQLException {
        var kept = Json.read(row.text("permissions"), Permission.Kept[].class);
        return new CustomRole(
                row.text("id"),
                new ProjectId(row.text("project_id")),
                new CustomRole.Draft(
                        new RoleSlug(row.text("slug")),
                        row.text("name"),
                        row.optionalText("description"),
                        Arrays.stream(kept).map(Permission.Kept::permission).toList()),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
