// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps people, and the hashes of their passwords.
public final class People {
    private static final String SELECT = "SELECT p.id, p.email, p.super_admin, p.password_hash, i.org_id, i.role,"
            + " i.created_at, i.updated_at FROM person p JOIN identity i ON i.id = p.id";
    private static final RowReader<Person> READER = People::read;

    private final Randomness randomness;
    private final InstantSource clock;

    public People(Randomness randomness, InstantSource clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Who is to be made.
    ///
    /// @param passwordHash as [dev.keyturn.server.crypto.PasswordHash] writes it
    public record Draft(String email, String passwordHash, OrganizationRole role, boolean superAdmin) {
        @Override
        public String toString() {
            return "person " + email;
        }
    }

    /// @throws dev.keyturn.server.sql.Conflict if somebody has that address
    public Person create(Session session, OrganizationId organization, Draft draft) {
        var now = clock.instant();
        var id = new IdentityId(randomness.id());
        var email = canonical(draft.email());
        session.update(
                "INSERT INTO identity (id, org_id, name, role, created_at, updated_at, kind)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'person')",
                id.value(),
                organization.value(),
                email,
                draft.role().wireName(),
                now,
                now);
        session.update(
                "INSERT INTO person (id, email, password_hash, super_admin, created_at) VALUES (?, ?, ?, ?, ?)",
                id.value(),
                email,
                draft.passwordHash(),
                draft.superAdmin(),
                now);
        return find(session, id).orElseThrow();
    }

    /// Addresses that differ in case alone are one.
    static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    public List<Person> all(Session session) {
        return session.list(SELECT + " ORDER BY p.email", READER);
    }

    public Optional<Person> find(Session session, IdentityId id) {
        return session.one(SELECT + " WHERE p.id = ?", READER, id.value());
    }

    public Optional<Person> find(Session session, String email) {
        return session.one(SELECT + " WHERE p.email = ?", READER, canonical(email));
    }

    Optional<String> passwordHash(Session session, IdentityId id) {
        return session.one(
                "SELECT password_hash FROM person WHERE id = ?", row -> row.text("password_hash"), id.value());
    }

    public Person change(Session session, Person present, OrganizationRole role) {
        session.update(
                "UPDATE identity SET role = ?, updated_at = ? WHERE id = ?",
                role.wireName(),
                clock.instant(),
                present.id().value());
        return find(session, present.id()).orElseThrow();
    }

    /// A new password; whoever is signed in with the old one is signed out.
    public void setPassword(Session session, Person person, String passwordHash) {
        session.update(
                "UPDATE person SET password_hash = ? WHERE id = ?",
                passwordHash,
                person.id().value());
        Sessions.endAll(session, person.id());
    }

    /// Removes a person, with memberships and sessions.
    public void delete(Session session, Person person) {
        session.update("DELETE FROM person WHERE id = ?", person.id().value());
        session.update("DELETE FROM identity WHERE id = ?", person.id().value());
    }

    private static Person read(Row row) throws SQLException {
        var role = row.text("role");
        return new Person(
                new IdentityId(row.text("id")),
                row.text("email"),
                row.flag("super_admin"),
                new OrganizationId(row.text("org_id")),
                OrganizationRole.of(role).orElseThrow(() -> new SQLException("unknown role " + role)),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
