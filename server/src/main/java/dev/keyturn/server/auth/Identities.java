// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps machine identities. People have one as well, which their sign-in is about.
public final class Identities {
    private static final String COLUMNS = "id, org_id, name, role, created_at, updated_at";
    private static final RowReader<Identity> READER = Identities::read;

    private final Randomness randomness;
    private final InstantSource clock;

    public Identities(Randomness randomness, InstantSource clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    public Identity create(Session session, OrganizationId organization, String name, OrganizationRole role) {
        var now = clock.instant();
        var id = new IdentityId(randomness.id());
        session.update(
                "INSERT INTO identity (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)",
                id.value(),
                organization.value(),
                name,
                role.wireName(),
                now,
                now);
        return find(session, id).orElseThrow();
    }

    public Optional<Identity> find(Session session, IdentityId id) {
        return session.one(
                "SELECT " + COLUMNS + " FROM identity WHERE id = ? AND kind = 'machine'", READER, id.value());
    }

    /// As [#find], of a person as well.
    public Optional<Identity> findAnyone(Session session, IdentityId id) {
        return session.one("SELECT " + COLUMNS + " FROM identity WHERE id = ?", READER, id.value());
    }

    public List<Identity> all(Session session) {
        return session.list("SELECT " + COLUMNS + " FROM identity WHERE kind = 'machine' ORDER BY name, id", READER);
    }

    public Identity change(Session session, IdentityId id, String name, OrganizationRole role) {
        session.update(
                "UPDATE identity SET name = ?, role = ?, updated_at = ? WHERE id = ?",
                name,
                role.wireName(),
                clock.instant(),
                id.value());
        return find(session, id).orElseThrow();
    }

    /// Removes an identity; its tokens, client secrets and memberships go with it.
    public void delete(Session session, IdentityId id) {
        session.update("DELETE FROM identity WHERE id = ?", id.value());
    }

    private static Identity read(Row row) throws SQLException {
        var role = row.text("role");
        return new Identity(
                new IdentityId(row.text("id")),
                new OrganizationId(row.text("org_id")),
                row.text("name"),
                OrganizationRole.of(role).orElseThrow(() -> new SQLException("unknown role " + role)),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
