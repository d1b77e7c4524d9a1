// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.client;

import dev.keyturn.testkit.process.Deadline;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Counts what happens, on any number of threads, and lets one wait for a count.
public final class Tally {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Count count = Count.ZERO;
    private Optional<String> lastOutage = Optional.empty();

    public void rotated() {
        become(Count::plusRotation);
    }

    public void loggedIn() {
        become(Count::plusLogin);
    }

    public void refused() {
        become(Count::plusRefusal);
    }

    /// @param reason for people; without a secret
    public void unreachable(String reason) {
        lock.lock();
        try {
            lastOutage = Optional.of(reason);
            become(Count::plusOutage);
        } finally {
            lock.unlock();
        }
    }

    public Count count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Why the last client got nowhere; empty while all of them did.
    public Optional<String> lastOutage() {
        lock.lock();
        try {
            return lastOutage;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the count is as wanted; false if the deadline passed before.
    public boolean await(Predicate<Count> wanted, Deadline deadline) throws InterruptedException {
        lock.lock();
        try {
            while (!wanted.test(count)) {
                long left = deadline.remaining().toNanos();
                if (left == 0) {
                    return false;
                }
                var _ = changed.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void become(UnaryOperator<Count> next) {
        lock.lock();
        try {
            count = next.apply(count);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
