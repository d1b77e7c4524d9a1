// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.audit.Verification.Result;
import dev.keyturn.server.http.Unexpected;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the thread that checks the log from time to time, and knows what the last check found. Safe for many threads.
///
/// The end of a whole log is written to the server's own log: whoever keeps that elsewhere can compare, and then even
/// an older copy of the whole store is found.
public final class ChainWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
    private static final Duration BETWEEN = Duration.ofHours(1);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Verification verification;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private Optional<Finding> last = Optional.empty();
    private boolean wanted;
    private boolean stopping;

    private ChainWatch(Database database, Verification verification, InstantSource clock) {
        this.database = database;
        this.verification = verification;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("audit-chain").unstarted(this::run);
    }

    public static ChainWatch start(Database database, Verification verification, InstantSource clock) {
        var watch = new ChainWatch(database, verification, clock);
        watch.thread.start();
        return watch;
    }

    /// What a check found, and when it began.
    public record Finding(Result result, Instant checkedAt) {}

    /// The last finding. One that is older than a minute is renewed first, unless that takes more than five seconds;
    /// then it comes with the next question.
    public Optional<Finding> finding() {
        lock.lock();
        try {
            Instant fresh = clock.instant().minus(FRESH);
            long nanos = PATIENCE.toNanos();
            while (!stopping && isOlder(fresh) && nanos > 0) {
                wanted = true;
                changed.signalAll();
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return last();
    }

    private boolean isOlder(Instant fresh) {
        return last.map(finding -> finding.checkedAt().isBefore(fresh)).orElse(true);
    }

    private Optional<Finding> last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (waitForWork()) {
                check();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitForWork() throws InterruptedException {
        lock.lock();
        try {
            long nanos = BETWEEN.toNanos();
            while (!stopping && !wanted && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            wanted = false;
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        Instant began = clock.instant();
        try {
            Result result = verification.check(database);
            tell(result);
            note(Optional.of(new Finding(result, began)));
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(Unexpected.of(failed)).log("audit log cannot be checked");
            note(last());
        }
    }

    private static void tell(Result result) {
        switch (result) {
            case Result.Whole(long rows, String head) ->
                LOG.atInfo().addKeyValue("rows", rows).addKeyValue("head", head).log("audit log is whole");
            case Result.Broken(long position, Optional<String> row, String why) ->
                LOG.atError()
                        .addKeyValue("position", position)
                        .addKeyValue("row", row.orElse(""))
                        .addKeyValue("reason", why)
                        .log("audit log is broken");
        }
    }

    private void note(Optional<Finding> found) {
        lock.lock();
        try {
            last = found;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
