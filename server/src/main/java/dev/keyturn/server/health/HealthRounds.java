// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.http.Unexpected;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the regular checks when their time has come: a few connections at a time, never one twice at a time.
///
/// Owns its threads: one that polls and one virtual thread for each connection that is checked.
public final class HealthRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthRounds.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final int WORKERS = 4;

    private final Database database;
    private final RoundPlan plan;
    private final HealthRound round;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<ConnectionId> working = new HashSet<>();
    private final Thread poller;
    private boolean stopping;

    private HealthRounds(Database database, RoundPlan plan, HealthRound round, InstantSource clock) {
        this.database = database;
        this.plan = plan;
        this.round = round;
        this.clock = clock;
        this.poller = Thread.ofVirtual().name("health-rounds").unstarted(this::poll);
    }

    /// What rounds work on.
    public record Ground(
            Database database,
            ConnectionTable connections,
            ConnectionLogins logins,
            Rotations rotations,
            HealthBook book,
            InstantSource clock) {}

    /// @param interval how often each connection is checked
    public static HealthRounds start(Ground ground, Duration interval) {
        var rounds =
                new HealthRounds(ground.database(), new RoundPlan(interval), new HealthRound(ground), ground.clock());
        rounds.poller.start();
        return rounds;
    }

    private void poll() {
        try {
            do {
                lookAround();
            } while (waitForNext());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitForNext() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = POLL.toNanos();
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void lookAround() {
        try {
            Instant now = clock.instant();
            List<ConnectionId> unplanned = database.read(session -> plan.unplanned(session, now));
            if (!unplanned.isEmpty()) {
                database.change(session -> unplanned.forEach(id -> plan.plan(session, id, now)));
            }
            database.<List<ConnectionId>>read(session -> plan.due(session, now, 2 * WORKERS))
                    .forEach(id -> begin(id, now));
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn().addKeyValue("reason", unavailable.getMessage()).log("health cannot be looked for");
        } catch (RuntimeException bug) {
            LOG.atError().setCause(Unexpected.of(bug)).log("health cannot be looked for");
        }
    }

    private void begin(ConnectionId id, Instant now) {
        if (enter(id)) {
            boolean mine = false;
            try {
                mine = database.transaction(session -> plan.claim(session, id, now));
            } finally {
                if (!mine) {
                    leave(id);
                }
            }
            if (mine) {
                Thread.ofVirtual().name("health-" + id.value()).start(() -> work(id));
            }
        }
    }

    private boolean enter(ConnectionId id) {
        lock.lock();
        try {
            return !stopping && working.size() < WORKERS && working.add(id);
        } finally {
            lock.unlock();
        }
    }

    private void leave(ConnectionId id) {
        lock.lock();
        try {
            working.remove(id);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work(ConnectionId id) {
        try {
            round.check(id, this::isStopping);
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn()
                    .addKeyValue("connection", id.value())
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("connection cannot be checked");
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("connection", id.value())
                    .setCause(Unexpected.of(bug))
                    .log("connection cannot be checked");
        } finally {
            leave(id);
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Begins nothing any more and waits a little for what is under way. Nothing is lost.
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
            long nanos = DRAIN.toNanos();
            while (!working.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
