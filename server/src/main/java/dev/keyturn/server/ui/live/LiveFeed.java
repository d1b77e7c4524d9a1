// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.live;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.http.Unexpected;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the store once a second while anybody listens, so that a change by any server process on it is seen.
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Listener> listeners = new ArrayList<>();
    private boolean closed;
    private Optional<Thread> poller = Optional.empty();

    public LiveFeed(Database database) {
        this.database = database;
    }

    /// Somebody who wants to hear of changes. Used by one thread; [#close()] when it wants no more.
    final class Listener implements AutoCloseable {
        private final Set<Change> heard = new HashSet<>();

        /// What changed since the last call; nothing if the time is over first.
        ///
        /// @return empty when there will be no more
        Optional<Set<Change>> await(Duration longest) throws InterruptedException {
            lock.lock();
            try {
                var nanos = longest.toNanos();
                while (heard.isEmpty() && !closed && nanos > 0) {
                    nanos = changed.awaitNanos(nanos);
                }
                var changes = Set.copyOf(heard);
                heard.clear();
                return closed ? Optional.empty() : Optional.of(changes);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                listeners.remove(this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    Listener listen() {
        lock.lock();
        try {
            var listener = new Listener();
            listeners.add(listener);
            if (poller.isEmpty() && !closed) {
                poller = Optional.of(Thread.ofVirtual().name("console-live").start(this::poll));
            }
            return listener;
        } finally {
            lock.unlock();
        }
    }

    private void poll() {
        try {
            var last = look();
            while (waitForTheNext()) {
                var now = look();
                if (last.isPresent() && now.isPresent()) {
                    tell(now.get().since(last.get()));
                }
                // what changed while the store was away is told when it is back
                last = now.isPresent() ? now : last;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Snapshot> look() {
        try {
            return Optional.of(database.read(Snapshot::of));
        } catch (StoreUnavailable e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("live pages cannot be told of changes");
            return Optional.empty();
        } catch (RuntimeException bug) {
            LOG.atError().setCause(Unexpected.of(bug)).log("live pages cannot be told of changes");
            return Optional.empty();
        }
    }

    private void tell(Set<Change> changes) {
        lock.lock();
        try {
            listeners.forEach(listener -> listener.heard.addAll(changes));
            if (!changes.isEmpty()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// @return whether there is somebody to look for; if not, this thread is done
    private boolean waitForTheNext() throws InterruptedException {
        lock.lock();
        try {
            var nanos = BETWEEN.toNanos();
            while (!closed && !listeners.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            var goesOn = !closed && !listeners.isEmpty();
            if (!goesOn) {
                poller = Optional.empty();
            }
            return goesOn;
        } finally {
            lock.unlock();
        }
    }

    /// Ends every stream.
    @Override
    public void close() {
        Optional<Thread> running;
        lock.lock();
        try {
            closed = true;
            running = poller;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        running.ifPresent(LiveFeed::join);
    }

    private static void join(Thread thread) {
        try {
            var _ = thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
