// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what runs do. It is never part of their outcome: what cannot be written is logged and forgotten.
///
/// The beginning and the end of an attempt are written when they happen; the steps in between with the end, or when
/// [#turnEnded] says that the worker rests. Safe for many threads; one worker at a time reports about a rotation.
public final class AttemptHistory implements RotationListener {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptHistory.class);

    private final Database database;
    private final AttemptTable table;
    private final Map<RotationId, List<RotationEvent>> unwritten = new ConcurrentHashMap<>();

    public AttemptHistory(Database database, AttemptTable table) {
        this.database = database;
        this.table = table;
    }

    @Override
    public void on(RotationId id, RotationEvent event) {
        RunLog.write(id, event);
        unwritten.computeIfAbsent(id, _ -> new ArrayList<>()).add(event);
        if (isMilestone(event)) {
            write(id);
        }
    }

    /// The rotation rests as this: an attempt of which no end was reported, since its worker died, ends as the row
    /// says.
    void rests(RotationId id, Rotation rotation) {
        write(id);
        if (rotation.attempt().isEmpty()) {
            attempting(id, session -> table.close(session, id, rotation));
        }
    }

    /// The worker rests: what it reported is written.
    void turnEnded(RotationId id) {
        write(id);
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

    private void write(RotationId id) {
        List<RotationEvent> events = unwritten.remove(id);
        if (events == null) {
            return;
        }
        attempting(id, session -> events.forEach(event -> table.write(session, id, event)));
    }

    private void attempting(RotationId id, Consumer<Session> change) {
        try {
            database.change(change);
        } catch (RuntimeException lost) {
            // whatever it is, the run goes on; the message may quote what it could not write
            LOG.atWarn()
                    .addKeyValue("rotation", id.value())
                    .addKeyValue("reason", lost.getClass().getSimpleName())
                    .log("history of a rotation could not be written");
        }
    }
}
