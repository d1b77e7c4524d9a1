// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import dev.keyturn.e2e.cluster.rotation.Client.Verdict;
import dev.keyturn.testkit.process.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A continuous client (contract §12.2): reads what is published, opens a new connection, logs in, does one statement;
/// so many times a second, at one target after the other. One that waits for its answer holds up no other, but for a
/// machine that is too slow for all of them: beyond [#AT_ONCE] a turn is left out.
///
/// Owns its threads, from [#start] to [#close].
final class Probe implements AutoCloseable {

    /// As contract and issue ask for.
    static final int A_SECOND = 20;

    private static final int AT_ONCE = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Publication publication;
    private final List<Target> targets;
    private final Client client;
    private final InstantSource clock;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<Attempt> seen = new ArrayList<>();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private int turn;

    private Probe(Publication publication, List<Target> targets, Client client, InstantSource clock) {
        this.publication = publication;
        this.targets = List.copyOf(targets);
        this.client = client;
        this.clock = clock;
    }

    static Probe start(Publication publication, List<Target> targets, Client client) {
        return start(publication, targets, client, A_SECOND);
    }

    /// @param perSecond attempts, at all targets together
    static Probe start(Publication publication, List<Target> targets, Client client, int perSecond) {
        var probe = new Probe(publication, targets, client, InstantSource.system());
        long between = Duration.ofSeconds(1).toNanos() / perSecond;
        var _ = probe.beat.scheduleAtFixedRate(probe::next, 0, between, TimeUnit.NANOSECONDS);
        return probe;
    }

    /// What it has seen so far.
    Attempts attempts() {
        lock.lock();
        try {
            return new Attempts(seen);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until so many more attempts have ended in this way; a test that did not look long enough proves nothing.
    void await(int further, Outcome outcome) {
        var deadline = Deadline.in(PATIENCE);
        lock.lock();
        try {
            long wanted = count(outcome) + further;
            while (count(outcome) < wanted) {
                if (more.awaitNanos(deadline.remaining().toNanos()) <= 0) {
                    throw new AssertionError("no " + further + " more were " + outcome + ":\n" + new Attempts(seen));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /// What has ended so far does not count any more.
    void forget() {
        lock.lock();
        try {
            seen.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Lets the attempts that have begun come to their end.
    @Override
    public void close() {
        beat.close();
        threads.close();
    }

    private long count(Outcome outcome) {
        return seen.stream().filter(attempt -> attempt.outcome() == outcome).count();
    }

    private void next() {
        Target target = targets.get(turn++ % targets.size());
        if (room.tryAcquire()) {
            var _ = threads.submit(() -> {
                try {
                    enter(attempt(target));
                } finally {
                    room.release();
                }
            });
        }
    }

    private void enter(Attempt attempt) {
        lock.lock();
        try {
            seen.add(attempt);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Attempt attempt(Target target) {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        Verdict verdict;
        try {
            Published read = publication.read();
            Optional<InetSocketAddress> address = target.address().get();
            begun = System.nanoTime();
            verdict = address.isEmpty()
                    ? new Verdict(Outcome.UNAVAILABLE, "it has no address")
                    : judged(target, address.get(), read);
        } catch (Publication.Unreadable e) {
            verdict = new Verdict(Outcome.UNREAD, e.toString());
        } catch (IOException e) {
            verdict = new Verdict(Outcome.UNAVAILABLE, e.toString());
        } catch (RuntimeException e) {
            verdict = new Verdict(Outcome.REFUSED, "the probe broke down: " + e);
        }
        return new Attempt(
                target.name(), at, Duration.ofNanos(System.nanoTime() - begun), verdict.outcome(), verdict.why());
    }

    /// An address that went to another pod meanwhile says nothing about this one.
    private Verdict judged(Target target, InetSocketAddress address, Published read) throws IOException {
        Verdict verdict = client.logIn(read, publication, target.connection().apply(address));
        boolean moved = !target.address().get().equals(Optional.of(address));
        return verdict.outcome() == Outcome.REFUSED && moved
                ? new Verdict(Outcome.UNAVAILABLE, "refused at " + address + ", where it no longer is")
                : verdict;
    }
}
