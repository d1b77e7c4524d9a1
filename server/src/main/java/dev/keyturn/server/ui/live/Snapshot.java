// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.live;

import dev.keyturn.server.sql.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How everything that pages show was at one moment, as texts that differ when it differs. Nothing sealed is read.
record Snapshot(Map<Change, String> marks) {
    private static final String ROTATIONS = "SELECT r.id, r.type AS kind, r.version, r.updated_at AS changed,"
            + " r.lease_until AS busy, COALESCE(h.version, 0) AS health, COALESCE(h.checked_at, 0) AS checked,"
            + " COALESCE((SELECT MAX(a.number * 2 + CASE WHEN a.finished_at IS NULL THEN 0 ELSE 1 END)"
            + " FROM rotation_attempt a WHERE a.rotation_id = r.id), 0) AS run,"
            + " (SELECT COUNT(*) FROM rotation_step s JOIN rotation_attempt a ON a.id = s.attempt_id"
            + " WHERE a.rotation_id = r.id AND a.finished_at IS NULL) AS steps"
            + " FROM rotation r LEFT JOIN rotation_health h ON h.id = r.id";
    private static final String CONNECTIONS = "SELECT c.id, c.app AS kind, c.version, c.updated_at AS changed,"
            + " 0 AS busy, COALESCE(h.version, 0) AS health, COALESCE(h.checked_at, 0) AS checked, 0 AS run, 0 AS steps"
            + " FROM app_connection c LEFT JOIN connection_health h ON h.id = c.id";

    static Snapshot of(Session session) {
        var marks = new HashMap<Change, String>();
        read(session, Change.Kind.ROTATION, ROTATIONS).forEach(mark -> marks.put(mark.of(), mark.text()));
        read(session, Change.Kind.CONNECTION, CONNECTIONS).forEach(mark -> marks.put(mark.of(), mark.text()));
        return new Snapshot(Map.copyOf(marks));
    }

    private record Mark(Change of, String text) {}

    private static List<Mark> read(Session session, Change.Kind kind, String query) {
        return session.list(
                query,
                row -> new Mark(
                        new Change(kind, row.text("kind"), row.text("id")),
                        "%d %d %d %d %d %d %d"
                                .formatted(
                                        row.number("version"),
                                        row.number("changed"),
                                        row.number("busy"),
                                        row.number("health"),
                                        row.number("checked"),
                                        row.number("run"),
                                        row.number("steps"))));
    }

    /// What is new, other than before, or gone.
    Set<Change> since(Snapshot before) {
        var changes = new HashSet<Change>();
        marks.forEach((change, mark) -> {
            if (!mark.equals(before.marks.get(change))) {
                changes.add(change);
            }
        });
        before.marks.keySet().stream()
                .filter(change -> !marks.containsKey(change))
                .forEach(changes::add);
        return changes;
    }
}
