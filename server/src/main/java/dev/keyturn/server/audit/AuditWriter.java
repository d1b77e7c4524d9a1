// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.http.Unexpected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the thread that writes events which are in no transaction of their own: at once for who waits, and after half a
/// second for plain reads. Safe for many threads.
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final Duration READS_WAIT = Duration.ofMillis(500);

    /// So that those who come meanwhile do not make one transaction endless.
    private static final int MOST_AT_ONCE = 1_000;

    private final Consumer<List<AuditEvent>> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private List<Waiting> waiting = new ArrayList<>();
    private ReadBook reads = new ReadBook();
    private boolean stopping;

    private AuditWriter(Consumer<List<AuditEvent>> store) {
        this.store = store;
        this.thread = Thread.ofVirtual().name("audit-log").unstarted(this::run);
    }

    /// @param store stores events in one transaction
    static AuditWriter start(Consumer<List<AuditEvent>> store) {
        var writer = new AuditWriter(store);
        writer.thread.start();
        return writer;
    }

    private record Waiting(AuditEvent event, CompletableFuture<Boolean> stored) {}

    private record Batch(List<Waiting> waiting, ReadBook reads) {
        boolean isEmpty() {
            return waiting.isEmpty() && reads.isEmpty();
        }

        List<AuditEvent> events() {
            return Stream.concat(reads.events().stream(), waiting.stream().map(Waiting::event))
                    .toList();
        }
    }

    void store(AuditEvent event) {
        var one = new Waiting(event, new CompletableFuture<>());
        lock.lock();
        try {
            if (stopping) {
                throw new StoreUnavailable("the audit log is closed");
            }
            waiting.add(one);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            var _ = one.stored().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StoreUnavailable unavailable
                    ? new StoreUnavailable(String.valueOf(unavailable.getMessage()))
                    : failed;
        }
    }

    void note(AuditEvent read) {
        boolean noted;
        lock.lock();
        try {
            boolean first = reads.isEmpty();
            noted = !stopping && reads.add(read);
            if (noted && first) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (!noted) {
            store(read);
        }
    }

    private void run() {
        try {
            for (Batch batch = next(); !batch.isEmpty(); batch = next()) {
                write(batch);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for what is to be written; nothing comes any more once it is empty.
    private Batch next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && reads.isEmpty() && !stopping) {
                changed.await();
            }
            long nanos = READS_WAIT.toNanos();
            while (waiting.isEmpty() && !stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            var batch = new Batch(take(), reads);
            reads = new ReadBook();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> take() {
        List<Waiting> all = waiting;
        int some = Math.min(all.size(), MOST_AT_ONCE);
        waiting = new ArrayList<>(all.subList(some, all.size()));
        return List.copyOf(all.subList(0, some));
    }

    private void write(Batch batch) {
        try {
            store.accept(batch.events());
            batch.waiting().forEach(one -> one.stored().complete(true));
        } catch (RuntimeException failed) {
            batch.waiting().forEach(one -> one.stored().completeExceptionally(failed));
            keep(batch.reads(), failed);
        }
    }

    /// Reads are tried again with those that come, unless something is wrong with them.
    private void keep(ReadBook unwritten, RuntimeException failed) {
        if (failed instanceof StoreUnavailable) {
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("audit log cannot be written");
        } else {
            LOG.atError().setCause(Unexpected.of(failed)).log("audit log cannot be written");
        }
        lock.lock();
        try {
            if (!stopping && failed instanceof StoreUnavailable) {
                reads = unwritten.and(reads);
            }
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
