// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The scheduler looks at each row that has changed, and holds it for moments. Whoever comes just then waits for that,
/// and for nothing else: a run that somebody asked for, or that was due, is not waited for.
///
/// @param database where rows are read
record Looks(Database database, RotationTable table) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /// Tries until the row is free, a run holds it, or the patience is over.
    ///
    /// @param held whether the row was held, so that nothing was done
    <T> T waitedOut(RotationId id, Supplier<T> wish, Predicate<T> held) {
        long began = System.nanoTime();
        T result = wish.get();
        while (held.test(result) && System.nanoTime() - began < PATIENCE.toNanos() && !isRun(id)) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return result;
            }
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
