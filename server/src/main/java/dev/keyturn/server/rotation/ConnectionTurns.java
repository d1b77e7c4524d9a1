// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.connection.ConnectionId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets the rotations of one connection wait for each other inside this process, so that a caller need not ask again.
/// The rule itself, for all processes, is the lease's; this is only the queue in front of it. Safe for many threads.
final class ConnectionTurns {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private final Map<ConnectionId, RotationId> inside = new HashMap<>();
    private final boolean oneAtATime;

    /// @param oneAtATime whether anybody has to wait at all, other than for his own rotation
    ConnectionTurns(boolean oneAtATime) {
        this.oneAtATime = oneAtATime;
    }

    enum Entry {
        INSIDE,
        /// The same rotation is being changed. Waiting would start a second run after it.
        SAME_ROTATION,
        /// Another rotation of the connection was inside until the patience ended.
        CONNECTION_BUSY
    }

    /// Waits for others of the same connection, at most for `patience`. Who is inside has to [#leave].
    Entry enter(ConnectionId connection, RotationId rotation, Duration patience) {
        if (!oneAtATime) {
            return Entry.INSIDE;
        }
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (inside.containsKey(connection)) {
                if (rotation.equals(inside.get(connection))) {
                    return Entry.SAME_ROTATION;
                }
                if (nanos <= 0) {
                    return Entry.CONNECTION_BUSY;
                }
                nanos = left.awaitNanos(nanos);
            }
            inside.put(connection, rotation);
            return Entry.INSIDE;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Entry.CONNECTION_BUSY;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nobody changes this rotation any more, at most for `patience`.
    ///
    /// @return whether somebody did, and has left
    boolean awaitLeft(RotationId rotation, Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            boolean was = inside.containsValue(rotation);
            while (inside.containsValue(rotation)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = left.awaitNanos(nanos);
            }
            return was;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    void leave(ConnectionId connection, RotationId rotation) {
        lock.lock();
        try {
            if (inside.remove(connection, rotation)) {
                left.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
