// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import dev.keyturn.testkit.process.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Decides for all wires of a target what passes: everything, until the passage that a test waits for; then nothing,
/// until it is opened again. Safe for threads.
final class Switchboard {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<WireConnection> connections = new ArrayList<>();
    private Predicate<Passage> trap = Switchboard::nothing;
    private boolean open = true;
    private boolean clientIsDead;

    /// From now on everything passes, until the first passage that fits; the wires are closed before it.
    void arm(Predicate<Passage> fits) {
        locked(() -> {
            trap = fits;
            open = true;
        });
    }

    /// From now on everything passes.
    void open() {
        arm(Switchboard::nothing);
    }

    /// From now on nothing passes.
    void shut() {
        locked(() -> {
            trap = Switchboard::nothing;
            open = false;
        });
    }

    /// Waits until the trap has closed the wires; false if nothing fitted in time.
    boolean awaitShut(Deadline deadline) throws InterruptedException {
        lock.lock();
        try {
            while (open && !deadline.hasPassed()) {
                var _ = changed.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            }
            return !open;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until this may pass; false if its connection has been buried meanwhile.
    boolean pass(Passage passage, WireConnection connection) throws InterruptedException {
        lock.lock();
        try {
            if (open && trap.test(passage)) {
                trap = Switchboard::nothing;
                open = false;
                changed.signalAll();
            }
            while (!open && !connection.isBuried()) {
                changed.await();
            }
            return !connection.isBuried();
        } finally {
            lock.unlock();
        }
    }

    void add(WireConnection connection) {
        locked(() -> {
            connections.add(connection);
            if (clientIsDead) {
                connection.bury(false);
            }
        });
    }

    void remove(WireConnection connection) {
        locked(() -> connections.remove(connection));
    }

    /// The client is dead: nothing of its connections passes any more, but, if wanted, the command that was waiting.
    void bury(boolean deliver) {
        locked(() -> {
            clientIsDead = true;
            connections.forEach(connection -> connection.bury(deliver));
        });
    }

    /// From now on connections are those of a new client.
    void expectAnotherClient() {
        locked(() -> clientIsDead = false);
    }

    private static boolean nothing(Passage passage) {
        return false;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
