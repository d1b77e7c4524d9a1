// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.schedule;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.http.Unexpected;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the rows that are awake, longest overdue first, with a fixed number of workers.
///
/// Owns its threads: one that polls and one virtual thread for each row that is looked at. What it knows besides the
/// store is only which rows it is working on, so that after a stop or a crash the next poll, anywhere, goes on.
public final class RotationScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RotationScheduler.class);

    private final Awake rows;
    private final Advance advance;
    private final InstantSource clock;
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<RotationId> working = new HashSet<>();
    private final Map<RotationId, Instant> resting = new HashMap<>();
    private final Thread poller;
    private boolean stopping;
    /// Whether rows are awake that no worker was free for.
    private boolean backlog;
    private boolean woken;

    /// How busy the scheduler may be.
    ///
    /// @param workers rows that are looked at at the same time
    /// @param poll    how often the store is asked; at most 10 s
    /// @param drain   how long a stop waits for the rows that are being looked at
    /// @param pause   how long a row is left alone after a bug or a broken store, so that it does not spin
    public record Pace(int workers, Duration poll, Duration drain, Duration pause) {
        public static Pace standard() {
            return new Pace(8, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(30));
        }
    }

    /// Says which rows want to be looked at.
    @FunctionalInterface
    public interface Awake {
        /// Those that nobody holds, longest overdue first.
        List<RotationId> awake(Instant now, int limit);
    }

    /// Does what can be done now with one rotation.
    @FunctionalInterface
    public interface Advance {
        /// Bounded in time; safe for many threads.
        void advance(RotationId id);
    }

    private RotationScheduler(Awake rows, Advance advance, InstantSource clock, Pace pace) {
        this.rows = rows;
        this.advance = advance;
        this.clock = clock;
        this.pace = pace;
        this.poller = Thread.ofVirtual().name("rotation-scheduler").unstarted(this::poll);
    }

    public static RotationScheduler start(Awake rows, Advance advance, InstantSource clock, Pace pace) {
        var scheduler = new RotationScheduler(rows, advance, clock, pace);
        scheduler.poller.start();
        return scheduler;
    }

    /// Something may have become due: looks at the store now.
    public void wake() {
        locked(() -> {
            woken = true;
            changed.signalAll();
        });
    }

    private void poll() {
        try {
            while (waitForWork()) {
                lookAround();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAround() {
        try {
            rows.awake(clock.instant(), 2 * pace.workers()).forEach(this::begin);
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn().addKeyValue("reason", unavailable.getMessage()).log("rotations cannot be looked for");
        } catch (RuntimeException bug) {
            LOG.atError().setCause(Unexpected.of(bug)).log("rotations cannot be looked for");
        }
    }

    private void begin(RotationId id) {
        boolean mine = locked(() -> {
            Instant rest = resting.getOrDefault(id, Instant.MIN);
            boolean free = working.size() < pace.workers();
            backlog |= !free;
            return !stopping && free && !clock.instant().isBefore(rest) && working.add(id);
        });
        if (mine) {
            Thread.ofVirtual().name("rotation-" + id).start(() -> work(id));
        }
    }

    private void work(RotationId id) {
        boolean well = false;
        try {
            advance.advance(id);
            well = true;
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn()
                    .addKeyValue("rotation", id.value())
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("rotation cannot be looked at");
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("rotation", id.value())
                    .setCause(Unexpected.of(bug))
                    .log("rotation cannot be looked at");
        } finally {
            end(id, well);
        }
    }

    private void end(RotationId id, boolean well) {
        locked(() -> {
            working.remove(id);
            if (well) {
                resting.remove(id);
            } else {
                resting.put(id, clock.instant().plus(pace.pause()));
            }
            woken |= backlog;
            changed.signalAll();
        });
    }

    /// Waits for the next poll, or until a worker is free for the rows that are left over.
    private boolean waitForWork() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = pace.poll().toNanos();
            while (!stopping && !woken && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            woken = false;
            backlog = false;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    /// Begins nothing any more and lets what is under way finish. Nothing is lost if that takes too long.
    @Override
    public void close() {
        List<RotationId> left = locked(() -> {
            stopping = true;
            changed.signalAll();
            long nanos = pace.drain().toNanos();
            try {
                while (!working.isEmpty() && nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                }
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
            return List.copyOf(working);
        });
        if (!left.isEmpty()) {
            LOG.atWarn().addKeyValue("rotations", left.size()).log("stopped in the middle; the next start goes on");
        }
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
