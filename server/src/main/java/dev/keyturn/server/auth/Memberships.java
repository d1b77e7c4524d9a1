// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps who is a member of which project, and with which roles.
public final class Memberships {
    private static final String COLUMNS = "id, project_id, identity_id, roles, created_at, updated_at";
    private static final RowReader<Membership> READER = Memberships::read;

    private final Randomness randomness;
    private final InstantSource clock;

    public Memberships(Randomness randomness, InstantSource clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    /// A machine identity in a project.
    public record Membership(
            String id,
            ProjectId project,
            IdentityId identity,
            Set<RoleSlug> roles,
            Instant createdAt,
            Instant updatedAt) {
        public Membership {
            roles = Set.copyOf(roles);
        }
    }

    /// @throws dev.keyturn.server.sql.Conflict if it is a member already
    public Membership create(Session session, ProjectId project, IdentityId identity, Set<RoleSlug> roles) {
        var now = clock.instant();
        session.update(
                "INSERT INTO project_membership (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                randomness.id(),
                project.value(),
                identity.value(),
                joined(roles),
                now,
                now);
        return find(session, project, identity).orElseThrow();
    }

    public Optional<Membership> find(Session session, ProjectId project, IdentityId identity) {
        return session.one(
                "SELECT " + COLUMNS + " FROM project_membership WHERE project_id = ? AND identity_id = ?",
                READER,
                project.value(),
                identity.value());
    }

    public List<ProjectId> projectsOf(Session session, IdentityId identity) {
        return session.list(
                "SELECT project_id FROM project_membership WHERE identity_id = ? ORDER BY project_id",
                row -> new ProjectId(row.text("project_id")),
                identity.value());
    }

    public Membership change(Session session, Membership present, Set<RoleSlug> roles) {
        session.update(
                "UPDATE project_membership SET roles = ?, updated_at = ? WHERE id = ?",
                joined(roles),
                clock.instant(),
                present.id());
        return find(session, present.project(), present.identity()).orElseThrow();
    }

    /// Whether somebody in the project has a role.
    public boolean has(Session session, ProjectId project, RoleSlug role) {
        return of(session, project).stream()
                .anyMatch(membership -> membership.roles().contains(role));
    }

    public List<Membership> of(Session session, ProjectId project) {
        return session.list(
                "SELECT " + COLUMNS + " FROM project_membership WHERE project_id = ? ORDER BY created_at, id",
                READER,
                project.value());
    }

    /// Lets everybody who has a role have it under its new slug.
    public void rename(Session session, ProjectId project, RoleSlug old, RoleSlug renamed) {
        for (var membership : of(session, project)) {
            if (membership.roles().contains(old)) {
                var roles = new HashSet<>(membership.roles());
                roles.remove(old);
                roles.add(renamed);
                var _ = change(session, membership, roles);
            }
        }
    }

    public void delete(Session session, Membership present) {
        session.update("DELETE FROM project_membership WHERE id = ?", present.id());
    }

    private static String joined(Set<RoleSlug> roles) {
        return roles.stream().sorted().map(RoleSlug::value).collect(Collectors.joining(","));
    }

    static Set<RoleSlug> roles(String joined) {
        return Arrays.stream(joined.split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(RoleSlug::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Membership read(Row row) throws SQLException {
        return new Membership(
                row.text("id"),
                new ProjectId(row.text("project_id")),
                new IdentityId(row.text("identity_id")),
                roles(row.text("roles")),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
