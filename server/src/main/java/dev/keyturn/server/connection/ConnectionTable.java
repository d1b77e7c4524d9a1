// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.connection;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.SealedJson;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The statements on the table `app_connection`. Credentials are sealed under the key of the project, or of the
/// organisation, and bound to the row's version.
public final class ConnectionTable {
    private static final List<TargetType> ENGINES =
            List.of(TargetType.REDIS, TargetType.POSTGRES, TargetType.SQLSERVER, TargetType.MYSQL);
    private static final SealedJson JSON = new SealedJson();
    private static final String SELECT = "SELECT id, project_id, app, name, description, app_connection.sealed,"
            + " credentials_hash, app_connection.version, created_at, updated_at, others, managed_account.version AS"
            + " managed FROM app_connection LEFT JOIN managed_account ON connection_id = id";

    private final Keyring keyring;

    public ConnectionTable(Keyring keyring) {
        this.keyring = keyring;
    }

    /// Says whether credentials changed, without telling them.
    public String hash(ConnectionCredentials credentials) {
        byte[] plain = JSON.write(credentials);
        try {
            return keyring.keyedHash("app-connection-credentials", new String(plain, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Throws `Conflict` if a connection of that name is there.
    public void insert(Session session, AppConnection connection) {
        session.update(
                "INSERT INTO app_connection (id, project_id, app, name, description, sealed, credentials_hash,"
                        + " version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                connection.id().value(),
                connection.project().map(ProjectId::value),
                connection.app().name(),
                connection.name(),
                connection.text().description(),
                seal(session, connection),
                connection.credentialsHash(),
                connection.version(),
                connection.createdAt(),
                connection.updatedAt());
    }

    /// Throws `Conflict` if a connection of that name is there.
    ///
    /// @return false if the row was changed meanwhile
    public boolean update(Session session, AppConnection changed) {
        return session.update(
                        "UPDATE app_connection SET name = ?, description = ?, sealed = ?,"
                                + " credentials_hash = ?, version = ?, updated_at = ? WHERE id = ? AND version = ?",
                        changed.name(),
                        changed.text().description(),
                        seal(session, changed),
                        changed.credentialsHash(),
                        changed.version(),
                        changed.updatedAt(),
                        changed.id().value(),
                        changed.version() - 1)
                == 1;
    }

    /// Nobody else changes the row before this transaction ends.
    public void lock(Session session, ConnectionId id) {
        var _ = session.list(
                "SELECT id FROM app_connection WHERE id = ?" + session.dialect().forUpdate(),
                row -> row.text("id"),
                id.value());
    }

    /// Another password is the stored one, under the row's [#lock].
    public void publish(Session session, ConnectionId id, Password password, Instant now) {
        AppConnection present = find(session, id).orElseThrow();
        ConnectionCredentials changed = present.credentials().with(password);
        if (!update(session, present.published(changed, hash(changed), now))) {
            throw new IllegalStateException("the connection " + id + " changed under its lock");
        }
    }

    /// Passwords that stand beside the stored one, for a row of `managed_account` of that version.
    public byte[] sealOthers(Session session, ConnectionId id, long version, List<Password> others) {
        Optional<ProjectId> project = session.one(
                        "SELECT project_id FROM app_connection WHERE id = ?",
                        row -> row.optionalText("project_id").map(ProjectId::new),
                        id.value())
                .orElseThrow();
        byte[] plain = JSON.write(new Others(others));
        try {
            return envelope(session, project).seal(managedPlace(id.value(), version), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /// Throws `Conflict` while rotations use it.
    public void delete(Session session, ConnectionId id) {
        session.update("DELETE FROM app_connection WHERE id = ?", id.value());
    }

    public Optional<AppConnection> find(Session session, ConnectionId id) {
        return session.one(SELECT + " WHERE id = ?", row -> open(session, row), id.value());
    }

    public List<AppConnection> named(Session session, TargetType app, String name) {
        return session.list(
                SELECT + " WHERE app = ? AND name = ? ORDER BY id", row -> open(session, row), app.name(), name);
    }

    /// All of them, by name.
    public List<AppConnection> list(Session session) {
        return session.list(SELECT + " ORDER BY name, id", row -> open(session, row));
    }

    private byte[] seal(Session session, AppConnection connection) {
        byte[] plain = JSON.write(new Sealed(connection.credentials(), connection.nodes()));
        try {
            return envelope(session, connection.project())
                    .seal(place(connection.id().value(), connection.version()), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private AppConnection open(Session session, Row row) throws SQLException {
        Optional<ProjectId> project = row.optionalText("project_id").map(ProjectId::new);
        Place place = place(row.text("id"), row.number("version"));
        var sealed = JSON.read(envelope(session, project).open(place, row.bytes("sealed")), Sealed.class);
        return new AppConnection(
                new ConnectionId(row.text("id")),
                app(row.text("app")),
                project,
                new ConnectionText(row.text("name"), row.optionalText("description")),
                sealed.credentials(),
                sealed.nodes(),
                row.text("credentials_hash"),
                platform(session, project, row),
                row.number("version"),
                row.time("created_at"),
                row.time("updated_at"));
    }

    private Optional<AppConnection.Platform> platform(Session session, Optional<ProjectId> project, Row row)
            throws SQLException {
        if (row.optionalText("managed").isEmpty()) {
            return Optional.empty();
        }
        Place place = managedPlace(row.text("id"), row.number("managed"));
        byte[] opened = envelope(session, project).open(place, row.bytes("others"));
        return Optional.of(
                new AppConnection.Platform(JSON.read(opened, Others.class).passwords()));
    }

    private static TargetType app(String name) {
        return ENGINES.stream()
                .filter(engine -> engine.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this release knows no engine " + name));
    }

    private Envelope envelope(Session session, Optional<ProjectId> project) {
        return keyring.envelope(
                session, project.map(id -> KeyScope.project(id.value())).orElse(KeyScope.ORGANIZATION));
    }

    private static Place place(String id, long version) {
        return new Place("app_connection", id, version);
    }

    private static Place managedPlace(String id, long version) {
        return new Place("managed_account_others", id, version);
    }

    private record Others(List<Password> passwords) {}

    private record Sealed(ConnectionCredentials credentials, List<Endpoint> nodes) {}
}
