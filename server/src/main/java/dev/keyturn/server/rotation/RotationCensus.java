// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All rotations of a store, counted in one consistent read, without opening one.
///
/// @param byState                 how many are in each state, states without one included
/// @param failed                  whose last run did not publish
/// @param overdue                 whose promised start has passed
/// @param longestLag              of the most overdue; zero if none is
/// @param lagOfTheLatestHundredth the 99th percentile of the lag of those that start by themselves
/// @param oldestIntent            how long the oldest open intent has been open; zero without one
/// @param shortestGrace           how long until the first of the waiting previous credentials ends
public record RotationCensus(
        Map<String, Long> byState,
        long failed,
        long overdue,
        Duration longestLag,
        Duration lagOfTheLatestHundredth,
        Duration oldestIntent,
        Optional<Duration> shortestGrace) {
    private static final long HUNDRED = 100;

    public RotationCensus {
        byState = Map.copyOf(byState);
    }

    /// @throws dev.keyturn.core.rotation.StoreUnavailable if the store cannot be read
    public static RotationCensus count(Database database, Instant now) {
        return database.read(session -> new RotationCensus(
                states(session),
                number(session, "SELECT count(*) AS n FROM rotation WHERE issued AND failed"),
                number(session, "SELECT count(*) AS n FROM rotation WHERE automatic AND next_rotation_at < ?", now),
                lag(session, 0, now),
                lag(session, number(session, "SELECT count(*) AS n FROM rotation WHERE automatic") / HUNDRED, now),
                time(session, "SELECT min(since) AS at FROM rotation WHERE state IN ('staged', 'blocked')")
                        .map(since -> positive(since, now))
                        .orElse(Duration.ZERO),
                time(session, "SELECT min(ends_at) AS at FROM rotation").map(end -> positive(now, end))));
    }

    private static Map<String, Long> states(Session session) {
        Map<String, Long> states = new HashMap<>();
        RowSigns.STATES.forEach(state -> states.put(state, 0L));
        session.list("SELECT state, count(*) AS n FROM rotation GROUP BY state", row -> {
            states.put(row.text("state"), row.number("n"));
            return row.text("state");
        });
        return states;
    }

    /// How late the rotation is that only `later` others are later than.
    private static Duration lag(Session session, long later, Instant now) {
        return session.one(
                        "SELECT next_rotation_at FROM rotation WHERE automatic AND next_rotation_at < ?"
                                + " ORDER BY next_rotation_at LIMIT 1 OFFSET ?",
                        row -> row.time("next_rotation_at"),
                        now,
                        later)
                .map(due -> positive(due, now))
                .orElse(Duration.ZERO);
    }

    private static long number(Session session, String query, Object... arguments) {
        return session.one(query, row -> row.number("n"), arguments).orElse(0L);
    }

    private static Optional<Instant> time(Session session, String query) {
        return session.one(query, row -> row.optionalTime("at")).flatMap(at -> at);
    }

    private static Duration positive(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
