// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.util.Optional;

/// Takes a rotation and its secrets to another folder of its project: in one transaction that keeps ids, versions,
/// history and whatever is under way, and only while no run holds the row.
public final class RotationMoves {
    private final Database database;
    private final RotationTable table;
    private final MappedSecrets secrets;
    private final Looks looks;

    RotationMoves(Database database, RotationTable table, MappedSecrets secrets, Looks looks) {
        this.database = database;
        this.table = table;
        this.secrets = secrets;
        this.looks = looks;
    }

    /// What became of a move.
    public sealed interface Move {
        record Done(StoredRotation after) implements Move {}

        /// A run holds the rotation; nothing was changed.
        record Running() implements Move {}

        /// The rotation is being deleted; nothing was changed.
        record Leaving() implements Move {}

        /// Another rotation of the destination has that name; nothing was changed.
        record NameTaken() implements Move {}

        /// There is no such rotation, or it is somewhere else by now.
        record Unknown() implements Move {}
    }

    /// Where a rotation is to go. To the folder that it is in already changes nothing.
    ///
    /// @param source    the folder that the caller may take it from
    /// @param overwrite whether ordinary secrets there give way to the rotation's
    public record Wish(FolderId source, FolderId destination, boolean overwrite) {}

    /// @throws dev.keyturn.server.secret.Secrets.NameTaken if a name of its secrets is not free there; nothing was
    ///                                                     changed
    public Move move(RotationId id, Wish wish, Instant now) {
        return looks.waitedOut(id, () -> moveNow(id, wish, now), Move.Running.class::isInstance);
    }

    private Move moveNow(RotationId id, Wish wish, Instant now) {
        try {
            return database.transaction(session -> move(session, id, wish, now));
        } catch (Conflict taken) {
            return new Move.NameTaken();
        }
    }

    private Move move(Session session, RotationId id, Wish wish, Instant now) {
        secrets.lock(session, wish.source(), wish.destination());
        Instant storeNow = StoreClock.now(session);
        Optional<RotationRow> found = table.locked(session, id)
                .filter(row -> row.rotation().isIssued())
                .filter(row -> row.place().folder().equals(wish.source()));
        if (found.isEmpty()) {
            return new Move.Unknown();
        }
        RotationRow row = found.orElseThrow();
        if (row.leaseUntil().isAfter(storeNow)) {
            return new Move.Running();
        }
        if (row.rotation().state() instanceof Revoking) {
            return new Move.Leaving();
        }
        if (!wish.destination().equals(wish.source())) {
            table.move(session, row, wish.destination(), now);
            secrets.move(session, id, row.place().folder(), wish.destination(), wish.overwrite());
        }
        return new Move.Done(table.find(session, id).orElseThrow().stored(storeNow));
    }
}
