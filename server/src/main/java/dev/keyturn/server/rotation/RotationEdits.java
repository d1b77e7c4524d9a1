// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// Changes what the owner wants of a rotation: settings, the names of its secrets, and what was promised by
/// them, in one transaction and only while no run holds the row.
public final class RotationEdits {
    private final Database database;
    private final RotationTable table;
    private final MappedSecrets secrets;
    private final RotationTerms terms;
    private final AccountOwners owners;
    private final Looks looks;

    RotationEdits(
            Database database,
            RotationTable table,
            MappedSecrets secrets,
            RotationTerms terms,
            AccountOwners owners,
            Looks looks) {
        this.database = database;
        this.table = table;
        this.secrets = secrets;
        this.terms = terms;
        this.owners = owners;
        this.looks = looks;
    }

    /// What became of an edit.
    public sealed interface Edit {
        record Done(StoredRotation after) implements Edit {}

        /// A run holds the rotation; nothing was changed.
        record Running() implements Edit {}

        /// Another rotation of the folder has that name; nothing was changed.
        record NameTaken() implements Edit {}

        /// There is no such rotation.
        record Unknown() implements Edit {}
    }

    /// @param change makes the new settings of the stored ones; may throw to change nothing
    /// @throws AccountTaken if another rotation owns one of the new accounts
    /// @throws dev.keyturn.server.secret.Secrets.NameTaken if a new name of a secret is not free
    public Edit edit(RotationId id, Function<StoredRotation, RotationSettings> change, Instant now) {
        return looks.waitedOut(id, () -> editNow(id, change, now), Edit.Running.class::isInstance);
    }

    private Edit editNow(RotationId id, Function<StoredRotation, RotationSettings> change, Instant now) {
        try {
            return database.transaction(session -> {
                Instant storeNow = StoreClock.now(session);
                Optional<RotationRow> found =
                        table.locked(session, id).filter(row -> row.rotation().isIssued());
                if (found.isEmpty()) {
                    return new Edit.Unknown();
                }
                RotationRow row = found.orElseThrow();
                if (row.leaseUntil().isAfter(storeNow)) {
                    return new Edit.Running();
                }
                write(session, row, change.apply(row.stored(storeNow)), now);
                return new Edit.Done(table.find(session, id).orElseThrow().stored(storeNow));
            });
        } catch (Conflict taken) {
            return new Edit.NameTaken();
        }
    }

    private void write(Session session, RotationRow row, RotationSettings wanted, Instant now) {
        if (!wanted.mapping().equals(row.settings().mapping())) {
            secrets.rename(
                    session,
                    row.place().project(),
                    row.id(),
                    row.place().folder(),
                    wanted.mapping().byField());
            row.rotation().state().credentials().published().ifPresent(set -> addValues(session, row, wanted, set));
        }
        table.update(session, row.id(), wanted);
        Rotation under = row.rotation().under(terms.of(row.id(), wanted), now);
        table.update(session, row, under, new RotationRow.Times(row.times().created(), now));
        owners.claim(session, row.id(), wanted, under);
    }

    /// A field that was not mapped before has a secret from now on.
    private void addValues(Session session, RotationRow row, RotationSettings wanted, Credential published) {
        secrets.publish(
                session,
                row.place().project(),
                row.id(),
                wanted.mapping()
                        .values(published, owners.logins().fields(wanted.type().app())),
                Math.toIntExact(published.version()));
    }

    /// Whether a candidate may lie on the target, or something still has to be removed from it for good: then
    /// the rotation cannot go to another target.
    public static boolean isUnderWay(RotationState state) {
        return switch (state) {
            case Settled _ -> false;
            case Retiring retiring -> retiring.going().stream().anyMatch(retiring::isCandidate);
            case Staged _, Blocked _, Revoking _ -> true;
        };
    }
}
