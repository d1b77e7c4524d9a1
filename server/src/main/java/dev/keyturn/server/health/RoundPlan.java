// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.sql.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// When each connection is checked: once in an interval, at an offset that a hash of its id fixes, so that
/// the checks of an installation are spread over the interval. The table `health_round` is the plan;
/// whoever moves a row on makes the check, so that of several servers one does.
///
/// @param interval at least a second
record RoundPlan(Duration interval) {
    /// The first turn of a connection after `now`.
    Instant next(ConnectionId id, Instant now) {
        long length = interval.toMillis();
        long offset = Math.floorMod(id.value().hashCode(), length);
        long since = Math.floorMod(now.toEpochMilli() - offset, length);
        return Instant.ofEpochMilli(now.toEpochMilli() - since + length);
    }

    /// Connections without a turn: new ones, and those that were planned for a longer interval.
    List<ConnectionId> unplanned(Session session, Instant now) {
        return session.list(
                "SELECT c.id FROM app_connection c LEFT JOIN health_round r ON r.connection_id = c.id"
                        + " WHERE r.next_at IS NULL OR r.next_at > ?",
                row -> new ConnectionId(row.text("id")),
                now.plus(interval));
    }

    void plan(Session session, ConnectionId id, Instant now) {
        session.update(
                "INSERT INTO health_round (connection_id, next_at) SELECT id, ? FROM app_connection WHERE id = ?"
                        + " ON CONFLICT (connection_id) DO UPDATE SET next_at = excluded.next_at",
                next(id, now),
                id.value());
    }

    /// The connections whose turn it is, longest overdue first.
    List<ConnectionId> due(Session session, Instant now, int limit) {
        return session.list(
                "SELECT connection_id FROM health_round WHERE next_at <= ? ORDER BY next_at LIMIT ?",
                row -> new ConnectionId(row.text("connection_id")),
                now,
                limit);
    }

    /// Moves a connection on to its next turn.
    ///
    /// @return false if somebody else has done so
    boolean claim(Session session, ConnectionId id, Instant now) {
        return session.update(
                        "UPDATE health_round SET next_at = ? WHERE connection_id = ? AND next_at <= ?",
                        next(id, now),
                        id.value(),
                        now)
                == 1;
    }
}
