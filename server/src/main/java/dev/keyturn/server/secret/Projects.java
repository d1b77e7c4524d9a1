// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.secret;

import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Keeps projects.
public final class Projects {
    private static final String COLUMNS = "id, org_id, name, slug, description, type, created_at, updated_at";
    private static final RowReader<Project> READER = Projects::read;
    private static final List<List<String>> FIRST_ENVIRONMENTS =
            List.of(List.of("Development", "dev"), List.of("Staging", "staging"), List.of("Production", "prod"));
    private static final int LONGEST_SLUG_OF_NAME = 50;
    private static final int FEWEST_DIGITS = 4;

    private final Environments environments;
    private final Keyring keyring;
    private final Randomness randomness;
    private final InstantSource clock;

    public Projects(Environments environments, Keyring keyring, Randomness randomness, InstantSource clock) {
        this.environments = environments;
        this.keyring = keyring;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// What a new project is to be.
    public record Draft(String orgId, String name, Optional<String> slug, Optional<String> description, String type) {}

    /// Makes a project with its data key and its first environments. Without a slug it gets one made of its name.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if the slug is taken
    public Project create(Session session, Draft draft) {
        var now = clock.instant();
        var id = new ProjectId(randomness.id());
        var slug = draft.slug().orElseGet(() -> freeSlug(session, draft.name()));
        session.update(
                "INSERT INTO project (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id.value(),
                draft.orgId(),
                draft.name(),
                slug,
                draft.description(),
                draft.type(),
                now,
                now);
        keyring.make(session, KeyScope.project(id.value()));
        for (var i = 0; i < FIRST_ENVIRONMENTS.size(); i++) {
            var names = FIRST_ENVIRONMENTS.get(i);
            var _ = environments.create(session, id, names.getFirst(), names.getLast(), Optional.of(i + 1));
        }
        return find(session, id).orElseThrow();
    }

    /// The name as a slug, with some random digits behind it where another project has that: four mostly, and more for
    /// as long as somebody has those, too.
    private String freeSlug(Session session, String name) {
        var slug = slugOf(name);
        var digits = randomness.secret();
        return Stream.concat(
                        Stream.of(slug),
                        IntStream.rangeClosed(FEWEST_DIGITS, digits.length())
                                .mapToObj(length -> slug + "-" + digits.substring(0, length)))
                .filter(free -> findBySlug(session, free).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String slugOf(String name) {
        var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var cut = slug.length() > LONGEST_SLUG_OF_NAME
                ? slug.substring(0, LONGEST_SLUG_OF_NAME).replaceAll("-$", "")
                : slug;
        return cut.isEmpty() ? "project" : cut;
    }

    public Optional<Project> find(Session session, ProjectId id) {
        return session.one("SELECT " + COLUMNS + " FROM project WHERE id = ?", READER, id.value());
    }

    public Optional<Project> findBySlug(Session session, String slug) {
        return session.one("SELECT " + COLUMNS + " FROM project WHERE slug = ?", READER, slug);
    }

    public List<Project> all(Session session) {
        return session.list("SELECT " + COLUMNS + " FROM project ORDER BY name, id", READER);
    }

    /// Changes name, slug or description.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if the slug is taken
    public Project change(Session session, ProjectId id, String name, String slug, Optional<String> description) {
        session.update(
                "UPDATE project SET name = ?, slug = ?, description = ?, updated_at = ? WHERE id = ?",
                name,
                slug,
                description,
                clock.instant(),
                id.value());
        return find(session, id).orElseThrow();
    }

    /// Whether a rotation lies in the project.
    public boolean holdsRotation(Session session, ProjectId id) {
        return session.exists(
                "SELECT 1 FROM mapped_name m JOIN folder f ON f.id = m.folder_id"
                        + " JOIN environment e ON e.id = f.environment_id WHERE e.project_id = ?",
                id.value());
    }

    /// Removes a project with everything in it, its data key too.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if a rotation lies in it
    public void delete(Session session, ProjectId id) {
        session.update("DELETE FROM project WHERE id = ?", id.value());
        keyring.forget(session, KeyScope.project(id.value()));
    }

    private static Project read(Row row) throws SQLException {
        return new Project(
                new ProjectId(row.text("id")),
                row.text("org_id"),
                row.text("name"),
                row.text("slug"),
                row.optionalText("description"),
                row.text("type"),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
