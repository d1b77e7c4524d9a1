// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Tells probes how the server is, without a login and without anything else. Safe for many threads.
public final class StatusResource {
    /// A probe writes to the store, so callers without a login get the last answer within this time.
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final InstantSource clock;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicReference<Probe> last = new AtomicReference<>(new Probe(Instant.MIN, false));

    private record Probe(Instant at, boolean writable) {}

    public StatusResource(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// From now on [#ready] says no: the process is about to end.
    public void drain() {
        draining.set(true);
    }

    Reply state(Call call) {
        return Reply.ok("message", "Ok");
    }

    Reply alive(Call call) {
        return Reply.ok("status", "alive");
    }

    Reply ready(Call call) {
        if (!draining.get() && isWritable()) {
            return Reply.ok("status", "ready");
        }
        var state = Map.of("status", draining.get() ? "draining" : "store unavailable");
        return new Reply(503, Map.of("Retry-After", "5"), Optional.of(state));
    }

    /// Whether the store could be written within the last second.
    public boolean isWritable() {
        var now = clock.instant();
        var probe = last.get();
        if (probe.at().plus(PROBE_EVERY).isBefore(now) || now.isBefore(probe.at())) {
            probe = new Probe(now, database.isWritable());
            last.set(probe);
        }
        return probe.writable();
    }
}
