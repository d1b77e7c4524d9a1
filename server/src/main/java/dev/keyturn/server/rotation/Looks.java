// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The scheduler looks at each row that has changed, and holds it for moments. Whoever comes just then waits for that,
/// and for nothing else: a run that somebody asked for, or that was due, is not waited for, nor is another process.
///
/// @param database where rows are read
/// @param turns    who is at work in this process
record Looks(Database database, RotationTable table, ConnectionTurns turns) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Tries until the row is free, a run holds it, or the patience is over.
    ///
    /// @param held whether the row was held, so that nothing was done
    <T> T waitedOut(RotationId id, Supplier<T> wish, Predicate<T> held) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T result = wish.get();
        boolean again = true;
        while (again && held.test(result) && !isRun(id)) {
            // whoever is not here any more has left since we were told, or is in another process: one try tells
            again = turns.awaitLeft(id, Duration.ofNanos(end - System.nanoTime()));
            result = wish.get();
        }
        return result;
    }

    private boolean isRun(RotationId id) {
        return database.read(session -> table.find(session, id))
                .filter(row -> row.rotation().attempt().isPresent())
                .isPresent();
    }
}
