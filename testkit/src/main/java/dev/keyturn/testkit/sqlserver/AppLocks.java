// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The locks of `sp_getapplock`, exclusive and owned by sessions.
final class AppLocks {

    private static final int GRANTED = 0;
    private static final int GRANTED_AFTER_WAITING = 1;
    private static final int TIMEOUT = -1;
    private static final int CANCELLED = -2;
    private static final long NANOS = 1_000_000;

    /// A resource of a database.
    record Resource(String database, String name) {}

    private final Map<Resource, Session> holders = new HashMap<>();

    /// Waits as long as it says, in milliseconds.
    synchronized int acquire(Resource resource, Session session, long timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout * NANOS;
        boolean waited = false;
        while (holders.getOrDefault(resource, session) != session) {
            long left = (deadline - System.nanoTime()) / NANOS;
            if (session.isOver()) {
                return CANCELLED;
            } else if (left <= 0) {
                return TIMEOUT;
            }
            waited = true;
            wait(left);
        }
        if (session.isOver()) {
            return CANCELLED;
        }
        holders.put(resource, session);
        return waited ? GRANTED_AFTER_WAITING : GRANTED;
    }

    synchronized boolean release(Resource resource, Session session) {
        boolean held = holders.remove(resource, session);
        notifyAll();
        return held;
    }

    synchronized void releaseAll(Session session) {
        holders.values().removeIf(session::equals);
        notifyAll();
    }

    /// Lets those who wait look whether their session was ended.
    synchronized void wake() {
        notifyAll();
    }

    /// Lets time pass for a session, until it is ended at the latest.
    synchronized void pause(Session session, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (left > 0 && !session.isOver()) {
            wait(left);
            left = (deadline - System.nanoTime()) / NANOS;
        }
    }

    synchronized Map<Resource, Session> holders() {
        return Map.copyOf(holders);
    }
}
