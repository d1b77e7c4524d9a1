// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;

/// Waits until a standby has what the primary has, so that its answer to a login is one to the last change.
final class Replay {

    private static final int LOOKS = 100;
    private static final String POSITION = "SELECT pg_catalog.pg_current_wal_flush_lsn()::text";
    private static final String REPLAYED =
            "SELECT coalesce(pg_catalog.pg_last_wal_replay_lsn() >= ?::pg_catalog.pg_lsn, false)";
    private static final String MOMENT = "SELECT pg_catalog.pg_sleep(0.05)";

    private Replay() {}

    /// @return whether it has caught up within five seconds
    static boolean isComplete(Sessions sessions, Endpoint primary, Endpoint standby) throws Refused, Unanswered {
        String position = sessions.working(primary)
                .sql()
                .query("pg_current_wal_flush_lsn", row -> row.getString(1), POSITION)
                .getFirst();
        var sql = sessions.working(standby).sql();
        for (int i = 0; i < LOOKS; i++) {
            if (sql.query("pg_last_wal_replay_lsn", row -> row.getBoolean(1), REPLAYED, position)
                    .getFirst()) {
                return true;
            }
            var _ = sql.query("pg_sleep", _ -> true, MOMENT);
        }
        return false;
    }
}
