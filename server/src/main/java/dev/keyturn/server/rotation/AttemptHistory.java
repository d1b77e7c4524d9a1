// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what runs do, for their history and for the witness. It is never part of their outcome, and a run that
/// cannot be written down goes on; but nobody is answered before it is.
///
/// The beginning and the end of an attempt are written when they happen; the steps in between with the end, or when
/// [#turnEnded] says that the worker rests. Safe for many threads; one worker at a time reports about a rotation.
public final class AttemptHistory implements RotationListener {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptHistory.class);

    /// So that a store which takes nothing does not fill the memory.
    private static final int MOST_KEPT = 1_000;

    private final Database database;
    private final AttemptTable table;
    private final RunWitness witness;
    private final Map<RotationId, List<RotationEvent>> unwritten = new ConcurrentHashMap<>();

    public AttemptHistory(Database database, AttemptTable table, RunWitness witness) {
        this.database = database;
        this.table = table;
        this.witness = witness;
    }

    @Override
    public void on(RotationId id, RotationEvent event) {
        RunLog.write(id, event);
        unwritten.computeIfAbsent(id, _ -> new ArrayList<>()).add(event);
        witness.began();
        if (isMilestone(event)) {
            var _ = write(id);
        }
    }

    /// The rotation rests as this: an attempt of which no end was reported, since its worker died, ends as the row
    /// says.
    void rests(RotationId id, Rotation rotation) {
        var _ = write(id);
        if (rotation.attempt().isEmpty()) {
            var _ = attempting(id, session -> table.close(session, id, rotation));
        }
    }

    /// The worker rests: what it reported is written.
    ///
    /// @throws StoreUnavailable if the store does not take it; it is kept, and written with what is reported next
    void turnEnded(RotationId id) {
        if (!write(id)) {
            throw new StoreUnavailable("what was done with a rotation could not be written down");
        }
    }

    private static boolean isMilestone(RotationEvent event) {
        return switch (event) {
            case RotationEvent.Started _, RotationEvent.Succeeded _, RotationEvent.Failed _, RotationEvent.Blocked _ ->
                true;
            case RotationEvent.StepDone _,
                    RotationEvent.Warned _,
                    RotationEvent.Held _,
                    RotationEvent.Cut _,
                    RotationEvent.Drifted _,
                    RotationEvent.Retired _ -> false;
        };
    }

    private boolean write(RotationId id) {
        List<RotationEvent> events = unwritten.remove(id);
        if (events == null) {
            return true;
        }
        boolean written = attempting(id, session -> {
            events.forEach(event -> table.write(session, id, event));
            witness.reported(session, id, List.copyOf(events));
        });
        if (!written) {
            keep(id, events);
        }
        return written;
    }

    private void keep(RotationId id, List<RotationEvent> events) {
        var _ = unwritten.merge(id, events, (since, before) -> {
            before.addAll(since);
            return before;
        });
        List<RotationEvent> kept = unwritten.getOrDefault(id, List.of());
        if (kept.size() > MOST_KEPT) {
            kept.subList(0, kept.size() - MOST_KEPT).clear();
        }
    }

    /// @return false if the store did not take it, which it may do later
    private boolean attempting(RotationId id, Consumer<Session> change) {
        try {
            database.change(change);
            return true;
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn()
                    .addKeyValue("rotation", id.value())
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("history of a rotation could not be written");
            return false;
        } catch (RuntimeException lost) {
            // whatever it is, the run goes on; the message may quote what it could not write
            LOG.atWarn()
                    .addKeyValue("rotation", id.value())
                    .addKeyValue("reason", lost.getClass().getSimpleName())
                    .log("history of a rotation could not be written");
            return true;
        }
    }
}
