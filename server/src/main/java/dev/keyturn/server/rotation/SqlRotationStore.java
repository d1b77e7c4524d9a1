// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.LeaseLost;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.secret.Secrets.NameTaken;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Dialect;
import dev.keyturn.server.sql.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rotations as rows of the server's database, each sealed as one value and bound to its id and version, so
/// that an old row cannot be played back.
///
/// State and mapped secrets change in one transaction. A lease is a column, measured on the store's clock; its
/// epoch grows with each takeover, and every write carries it. Rows are locked in the order folder, connection,
/// rotation.
public final class SqlRotationStore implements RotationStore {
    private final Database database;
    private final RotationTable table;
    private final MappedSecrets secrets;
    private final RotationTerms terms;
    private final AccountOwners owners;
    private final RunWitness witness;
    private final Options options;

    /// How this node takes part.
    ///
    /// @param owner               names this process in the rows that it holds
    /// @param oneRunPerConnection whether two rotations of one connection may not be changed at the same time
    public record Options(String owner, boolean oneRunPerConnection) {}

    SqlRotationStore(
            Database database,
            RotationTable table,
            MappedSecrets secrets,
            RotationTerms terms,
            AccountOwners owners,
            RunWitness witness,
            Options options) {
        this.database = database;
        this.table = table;
        this.secrets = secrets;
        this.terms = terms;
        this.owners = owners;
        this.witness = witness;
        this.options = options;
    }

    /// Makes the row of a first issue, leased to this process. Its name and the names of its secrets are
    /// checked again and held from here on; an adopted credential is published at once.
    ///
    /// @throws AccountTaken if another rotation owns one of its accounts
    /// @throws Conflict  if a rotation of that name is in the folder
    /// @throws NameTaken if one of the secrets is there, or held by another rotation
    public Leased begin(RotationId id, RotationPlace place, RotationSettings settings, Rotation first) {
        return database.transaction(session -> {
            secrets.reserve(session, id, place.folder(), settings.mapping().byField());
            Instant until = StoreClock.now(session).plus(Rotator.LEASE);
            table.insert(session, new RotationTable.Birth(id, place, settings, first), options.owner(), until);
            owners.claim(session, id, settings, first);
            first.state().credentials().published().ifPresent(adopted -> {
                publish(session, new Mapped(id, place, settings), adopted);
                Instant now = first.last().attemptedAt();
                witness.ended(session, new StoredRotation(id, place, settings, first, true, now, now));
            });
            return new Leased(id, first, terms.of(id, settings), 1, 1);
        });
    }

    @Override
    public Optional<Leased> lease(RotationId id, Duration atLeast) {
        return database.transaction(session -> {
            table.lockConnection(session, id);
            Instant now = StoreClock.now(session);
            return table.locked(session, id)
                    .filter(row -> !row.leaseUntil().isAfter(now))
                    .filter(row -> !options.oneRunPerConnection() || !table.isBusy(session, row, now))
                    .map(row -> {
                        session.update(
                                "UPDATE rotation SET lease_owner = ?, lease_until = ?, epoch = ? WHERE id = ?",
                                options.owner(),
                                now.plus(atLeast),
                                row.epoch() + 1,
                                id.value());
                        return leased(row, row.epoch() + 1);
                    });
        });
    }

    @Override
    public Leased renew(Leased held, Duration atLeast) {
        return database.transaction(session -> {
            RotationRow row = table.locked(session, held.id())
                    .filter(present -> present.epoch() == held.epoch())
                    .orElseThrow(() -> new LeaseLost(held.id()));
            session.update(
                    "UPDATE rotation SET lease_until = ? WHERE id = ?",
                    StoreClock.now(session).plus(atLeast),
                    held.id().value());
            return leased(row, row.epoch());
        });
    }

    @Override
    public Leased save(Leased held, Rotation next) {
        return database.transaction(session -> {
            RotationRow row = mine(session, held);
            Instant updated = next.last().equals(held.rotation().last())
                    ? row.times().updated()
                    : next.last().attemptedAt();
            return write(
                    session, held, row, next, new RotationRow.Times(row.times().created(), updated));
        });
    }

    @Override
    public Leased publish(Leased held, Rotation after) {
        return database.transaction(session -> {
            RotationRow row = mine(session, held);
            Rotation before = row.rotation();
            Credential published = after.state().credentials().published().orElseThrow();
            Instant now = after.last().publishedAt().orElseThrow();
            boolean isNew = before.state()
                    .credentials()
                    .published()
                    .filter(present -> present.version() == published.version())
                    .isEmpty();
            if (isNew) {
                publish(session, new Mapped(row.id(), row.place(), row.settings()), published);
            }
            Instant created = before.isIssued() ? row.times().created() : now;
            return write(session, held, row, after, new RotationRow.Times(created, now));
        });
    }

    @Override
    public void remove(Leased held, boolean withSecrets) {
        database.change(session -> {
            RotationRow row = mine(session, held);
            if (withSecrets) {
                secrets.delete(session, held.id());
            } else {
                secrets.release(session, held.id());
            }
            session.update("DELETE FROM rotation WHERE id = ?", held.id().value());
            witness.removed(session, stored(row, row.rotation(), row.times()));
        });
    }

    @Override
    public void release(Leased held) {
        database.change(session -> session.update(
                "UPDATE rotation SET lease_owner = NULL, lease_until = 0 WHERE id = ? AND epoch = ?",
                held.id().value(),
                held.epoch()));
    }

    @Override
    public List<RotationId> awake(Instant now, int limit) {
        return database.read(
                session -> table.awake(session, now, StoreClock.now(session), options.oneRunPerConnection(), limit));
    }

    /// Takes back what a former process on the same embedded store still holds. It is gone, because the data
    /// folder has one process at a time.
    public void releaseAfterRestart() {
        database.change(session -> {
            if (session.dialect() == Dialect.SQLITE) {
                session.update("UPDATE rotation SET lease_owner = NULL, lease_until = 0, epoch = epoch + 1"
                        + " WHERE lease_until > 0");
            }
        });
    }

    /// What settings mean for the core.
    public Terms terms(RotationId id, RotationSettings settings) {
        return terms.of(id, settings);
    }

    /// Whose secrets are written.
    private record Mapped(RotationId id, RotationPlace place, RotationSettings settings) {}

    private void publish(Session session, Mapped of, Credential published) {
        Map<String, String> values = of.settings()
                .mapping()
                .values(published, owners.logins().fields(of.settings().type().app()));
        secrets.publish(session, of.place().project(), of.id(), values, Math.toIntExact(published.version()));
    }

    private RotationRow mine(Session session, Leased held) {
        return table.locked(session, held.id())
                .filter(row -> row.epoch() == held.epoch() && row.version() == held.version())
                .orElseThrow(() -> new LeaseLost(held.id()));
    }

    private Leased write(Session session, Leased held, RotationRow row, Rotation next, RotationRow.Times times) {
        table.update(session, row, next, times);
        RotationSettings settings = row.settings();
        if (!AccountOwners.accounts(settings, next).equals(AccountOwners.accounts(settings, row.rotation()))) {
            owners.claim(session, held.id(), settings, next);
        }
        if (next.isIssued() && !next.last().equals(row.rotation().last())) {
            witness.ended(session, stored(row, next, times));
        }
        return new Leased(held.id(), next, held.terms(), row.version() + 1, row.epoch());
    }

    private static StoredRotation stored(RotationRow row, Rotation rotation, RotationRow.Times times) {
        return new StoredRotation(
                row.id(), row.place(), row.settings(), rotation, true, times.created(), times.updated());
    }

    private Leased leased(RotationRow row, long epoch) {
        return new Leased(row.id(), row.rotation(), terms.of(row.id(), row.settings()), row.version(), epoch);
    }
}
