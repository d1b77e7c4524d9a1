// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.rotation.ReaderTable.Read;
import dev.keyturn.server.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers who was given which set, for the question who still uses it. A read never waits for this and never fails
/// because of it: it is noted in memory, and written by a thread of this class, at most once a minute for each reader
/// and set. What cannot be written is logged and forgotten. Safe for many threads.
public final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);

    /// So that a store which takes nothing does not fill the memory.
    private static final int MOST_NOTED = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /// When each was noted last; nothing older than a minute.
    private final Map<Read, Instant> noted = new HashMap<>();

    private Map<Read, Instant> unwritten = new HashMap<>();

    /// How many were noted, and how many of these the store was told of.
    private long count;

    private long told;
    private long telling;
    private boolean stopping;
    private final Thread writer;

    private Readers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.writer = Thread.ofVirtual().name("readers").unstarted(this::write);
    }

    public static Readers start(Database database, InstantSource clock) {
        var readers = new Readers(database, clock);
        readers.writer.start();
        return readers;
    }

    /// `reader` was given the set `version`.
    public void read(RotationId rotation, long version, IdentityId reader) {
        var key = new Read(rotation, version, reader);
        Instant now = clock.instant();
        lock.lock();
        try {
            Instant fresh = now.minus(ONCE_IN);
            boolean known = noted.getOrDefault(key, Instant.MIN).isAfter(fresh);
            if (known || stopping || noted.size() >= MOST_NOTED && !forgetBefore(fresh)) {
                return;
            }
            noted.put(key, now);
            unwritten.put(key, now);
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean forgetBefore(Instant fresh) {
        return noted.values().removeIf(at -> !at.isAfter(fresh));
    }

    /// Who was given the sets of a rotation, latest first; reads that were noted up to now are waited for.
    public List<Reading> of(RotationId rotation) {
        lock.lock();
        try {
            long before = count;
            while (told < before) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        return database.read(session -> ReaderTable.of(session, rotation));
    }

    private void write() {
        for (Map<Read, Instant> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
        }
    }

    /// Waits for what is to be written; nothing comes any more once it is empty.
    private Map<Read, Instant> next() {
        lock.lock();
        try {
            told = telling;
            changed.signalAll();
            while (unwritten.isEmpty() && !stopping) {
                changed.awaitUninterruptibly();
            }
            Map<Read, Instant> batch = unwritten;
            unwritten = new HashMap<>();
            telling = count;
            forgetBefore(clock.instant().minus(ONCE_IN));
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(Map<Read, Instant> batch) {
        try {
            database.change(session -> batch.forEach((read, at) -> {
                ReaderTable.note(session, read, at);
                ReaderTable.forget(session, read.rotation(), read.version() - 1);
            }));
        } catch (RuntimeException lost) {
            LOG.atWarn()
                    .addKeyValue("reads", batch.size())
                    .addKeyValue("reason", lost.getClass().getSimpleName())
                    .log("who read credentials could not be written");
        }
    }

    /// Writes what was noted, and ends.
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
            writer.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
