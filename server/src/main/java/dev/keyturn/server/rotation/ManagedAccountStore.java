// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Dialect;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The rotations of connections' own accounts, as rows of `managed_account`. What consumers read is the connection: its
/// password changes in one transaction with the state, and every password that the target may accept meanwhile stands
/// beside it from before the target hears of it.
///
/// A rotation has the id of its connection, whose row is locked before its own.
final class ManagedAccountStore implements RotationStore {
    private static final String SELECT =
            "SELECT connection_id, sealed, lease_until, epoch, version FROM managed_account WHERE connection_id = ?";

    private final Database database;
    private final Keyring keyring;
    private final ConnectionTable connections;
    private final Terms terms;
    private final RunWitness witness;
    private final String owner;

    /// @param owner names this process in the rows that it holds
    ManagedAccountStore(
            Database database,
            Keyring keyring,
            ConnectionTable connections,
            Terms terms,
            RunWitness witness,
            String owner) {
        this.database = database;
        this.keyring = keyring;
        this.connections = connections;
        this.terms = terms;
        this.witness = witness;
        this.owner = owner;
    }

    /// A row as it stands.
    record Managed(RotationId id, Rotation rotation, Instant leaseUntil, long epoch, long version) {}

    /// Makes the row, which nobody holds.
    void insert(Session session, RotationId id, Rotation first) {
        session.update(
                "INSERT INTO managed_account (connection_id, sealed, others, wake_at, lease_until, epoch, version)"
                        + " VALUES (?, ?, ?, ?, 0, 0, 1)",
                id.value(),
                seal(session, id, 1, first),
                connections.sealOthers(session, connection(id), 1, others(first)),
                first.wakeAt());
    }

    Optional<Managed> locked(Session session, RotationId id) {
        return session.one(SELECT + session.dialect().forUpdate(), row -> read(session, row), id.value());
    }

    static void delete(Session session, RotationId id) {
        session.update("DELETE FROM managed_account WHERE connection_id = ?", id.value());
    }

    @Override
    public Optional<Leased> lease(RotationId id, Duration atLeast) {
        return database.transaction(session -> {
            Instant now = StoreClock.now(session);
            return locked(session, id)
                    .filter(row -> !row.leaseUntil().isAfter(now))
                    .map(row -> {
                        session.update(
                                "UPDATE managed_account SET lease_owner = ?, lease_until = ?, epoch = ?"
                                        + " WHERE connection_id = ?",
                                owner,
                                now.plus(atLeast),
                                row.epoch() + 1,
                                id.value());
                        return new Leased(id, row.rotation(), terms, row.version(), row.epoch() + 1);
                    });
        });
    }

    @Override
    public Leased renew(Leased held, Duration atLeast) {
        return database.transaction(session -> {
            Managed row = locked(session, held.id())
                    .filter(present -> present.epoch() == held.epoch())
                    .orElseThrow(() -> new LeaseLost(held.id()));
            session.update(
                    "UPDATE managed_account SET lease_until = ? WHERE connection_id = ?",
                    StoreClock.now(session).plus(atLeast),
                    held.id().value());
            return new Leased(held.id(), row.rotation(), terms, row.version(), row.epoch());
        });
    }

    @Override
    public Leased save(Leased held, Rotation next) {
        return database.transaction(session -> write(session, mine(session, held), next));
    }

    @Override
    public Leased publish(Leased held, Rotation after) {
        return database.transaction(session -> {
            connections.lock(session, connection(held.id()));
            Managed row = mine(session, held);
            Credential published = published(after).orElseThrow();
            boolean isNew = published(row.rotation())
                    .filter(present -> present.version() == published.version())
                    .isEmpty();
            if (isNew) {
                Instant now = after.last().publishedAt().orElseThrow();
                connections.publish(session, connection(held.id()), published.password(), now);
            }
            return write(session, row, after);
        });
    }

    /// The connection stays, with the password that it has.
    @Override
    public void remove(Leased held, boolean withSecrets) {
        database.change(session -> delete(session, mine(session, held).id()));
    }

    @Override
    public void release(Leased held) {
        database.change(session -> session.update(
                "UPDATE managed_account SET lease_owner = NULL, lease_until = 0 WHERE connection_id = ? AND epoch = ?",
                held.id().value(),
                held.epoch()));
    }

    @Override
    public List<RotationId> awake(Instant now, int limit) {
        return database.read(session -> session.list(
                "SELECT connection_id FROM managed_account WHERE wake_at <= ? AND lease_until <= ?"
                        + " ORDER BY wake_at, connection_id LIMIT ?",
                row -> new RotationId(row.text("connection_id")),
                now,
                StoreClock.now(session),
                limit));
    }

    /// Takes back what a former process on the same embedded store still holds.
    void releaseAfterRestart() {
        database.change(session -> {
            if (session.dialect() == Dialect.SQLITE) {
                session.update("UPDATE managed_account SET lease_owner = NULL, lease_until = 0, epoch = epoch + 1"
                        + " WHERE lease_until > 0");
            }
        });
    }

    static ConnectionId connection(RotationId id) {
        return new ConnectionId(id.value());
    }

    private Managed mine(Session session, Leased held) {
        return locked(session, held.id())
                .filter(row -> row.epoch() == held.epoch() && row.version() == held.version())
                .orElseThrow(() -> new LeaseLost(held.id()));
    }

    private Leased write(Session session, Managed row, Rotation next) {
        long version = row.version() + 1;
        session.update(
                "UPDATE managed_account SET sealed = ?, others = ?, wake_at = ?, version = ? WHERE connection_id = ?",
                seal(session, row.id(), version, next),
                connections.sealOthers(session, connection(row.id()), version, others(next)),
                next.wakeAt(),
                version,
                row.id().value());
        if (!next.last().equals(row.rotation().last())) {
            witness.managed(session, connection(row.id()), next);
        }
        return new Leased(row.id(), next, terms, version, row.epoch());
    }

    private static Optional<Credential> published(Rotation rotation) {
        return rotation.state().credentials().published();
    }

    /// What the target may accept besides what is published: a candidate before what went before it.
    private static List<Password> others(Rotation rotation) {
        Optional<Credential> published = published(rotation);
        return rotation.state().accepted().reversed().stream()
                .filter(credential -> published.filter(credential::equals).isEmpty())
                .map(Credential::password)
                .distinct()
                .toList();
    }

    private Managed read(Session session, Row row) throws SQLException {
        var id = new RotationId(row.text("connection_id"));
        long version = row.number("version");
        byte[] opened = envelope(session, id).open(place(id, version), row.bytes("sealed"));
        return new Managed(id, RotationCodec.read(opened), row.time("lease_until"), row.number("epoch"), version);
    }

    private byte[] seal(Session session, RotationId id, long version, Rotation rotation) {
        byte[] plain = RotationCodec.write(rotation);
        try {
            return envelope(session, id).seal(place(id, version), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Envelope envelope(Session session, RotationId id) {
        Optional<String> project = session.one(
                        "SELECT project_id FROM app_connection WHERE id = ?",
                        row -> row.optionalText("project_id"),
                        id.value())
                .orElseThrow();
        return keyring.envelope(session, project.map(KeyScope::project).orElse(KeyScope.ORGANIZATION));
    }

    private static Place place(RotationId id, long version) {
        return new Place("managed_account", id.value(), version);
    }
}
