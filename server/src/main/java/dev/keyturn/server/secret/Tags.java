// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps the tags of projects, and which secrets bear them.
public final class Tags {
    private static final String COLUMNS = "id, project_id, slug, color, created_at, updated_at";
    private static final String BORNE = "SELECT x.secret_id, t.id, t.project_id, t.slug, t.color, t.created_at,"
            + " t.updated_at FROM tagged_secret x JOIN secret_tag t ON t.id = x.tag_id";
    private static final RowReader<SecretTag> READER = Tags::read;

    private final Randomness randomness;
    private final InstantSource clock;

    public Tags(Randomness randomness, InstantSource clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    /// @throws dev.keyturn.server.sql.Conflict if the project has that slug already
    public SecretTag create(Session session, ProjectId project, String slug, Optional<String> color) {
        var now = clock.instant();
        var id = new TagId(randomness.id());
        session.update(
                "INSERT INTO secret_tag (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                id.value(),
                project.value(),
                slug,
                color,
                now,
                now);
        return find(session, project, id).orElseThrow();
    }

    public List<SecretTag> of(Session session, ProjectId project) {
        return session.list(
                "SELECT " + COLUMNS + " FROM secret_tag WHERE project_id = ? ORDER BY slug", READER, project.value());
    }

    public Optional<SecretTag> find(Session session, ProjectId project, TagId id) {
        return session.one(
                "SELECT " + COLUMNS + " FROM secret_tag WHERE project_id = ? AND id = ?",
                READER,
                project.value(),
                id.value());
    }

    public Optional<SecretTag> find(Session session, ProjectId project, String slug) {
        return session.one(
                "SELECT " + COLUMNS + " FROM secret_tag WHERE project_id = ? AND slug = ?",
                READER,
                project.value(),
                slug);
    }

    /// @throws dev.keyturn.server.sql.Conflict if the project has that slug already
    public SecretTag change(Session session, SecretTag tag, String slug, Optional<String> color) {
        session.update(
                "UPDATE secret_tag SET slug = ?, color = ?, updated_at = ? WHERE id = ?",
                slug,
                color,
                clock.instant(),
                tag.id().value());
        return find(session, tag.project(), tag.id()).orElseThrow();
    }

    /// Removes a tag, from the secrets that bear it too.
    public void delete(Session session, TagId id) {
        session.update("DELETE FROM secret_tag WHERE id = ?", id.value());
    }

    /// Gives a secret these tags and no others.
    public void put(Session session, SecretId secret, List<SecretTag> tags) {
        session.update("DELETE FROM tagged_secret WHERE secret_id = ?", secret.value());
        tags.stream()
                .map(SecretTag::id)
                .distinct()
                .forEach(tag -> session.update(
                        "INSERT INTO tagged_secret (secret_id, tag_id) VALUES (?, ?)", secret.value(), tag.value()));
    }

    /// The tags of a secret, by slug.
    public List<SecretTag> of(Session session, SecretId secret) {
        return session.list(BORNE + " WHERE x.secret_id = ? ORDER BY t.slug", READER, secret.value());
    }

    /// The tags of all secrets of a folder; one without any is missing.
    public Map<SecretId, List<SecretTag>> in(Session session, FolderId folder) {
        record Borne(SecretId secret, SecretTag tag) {}
        return session
                .list(
                        BORNE + " JOIN secret s ON s.id = x.secret_id WHERE s.folder_id = ? ORDER BY t.slug",
                        row -> new Borne(new SecretId(row.text("secret_id")), read(row)),
                        folder.value())
                .stream()
                .collect(Collectors.groupingBy(
                        Borne::secret, Collectors.mapping(Borne::tag, Collectors.toUnmodifiableList())));
    }

    private static SecretTag read(Row row) throws SQLException {
        return new SecretTag(
                new TagId(row.text("id")),
                new ProjectId(row.text("project_id")),
                row.text("slug"),
                row.optionalText("color"),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
