// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.server.sql.Session;
import java.time.Instant;

/// The store's own clock. Leases are measured on it, because the clocks of two servers differ.
final class StoreClock {
    private static final String SQLITE = "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now";
    private static final String POSTGRESQL =
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now";

    private StoreClock() {}

    static Instant now(Session session) {
        String statement = switch (session.dialect()) {
            case SQLITE -> SQLITE;
            case POSTGRESQL -> POSTGRESQL;
        };
        return session.one(statement, row -> row.time("now")).orElseThrow();
    }
}
