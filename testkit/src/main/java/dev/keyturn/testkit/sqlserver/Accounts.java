// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Accounts by name, without regard to case, as the usual collation has it.
final class Accounts {

    /// Whose the logins are.
    static final String SERVER = "";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long NANOS = 1_000_000;

    private final String owner;
    private final Map<String, Session> held = new HashMap<>();
    private final Map<String, Account> byName = new ConcurrentHashMap<>();

    /// @param owner the database of users, or [#SERVER]
    Accounts(String owner) {
        this.owner = owner;
    }

    /// Waits until no other session's open transaction has changed this account, and then holds it until the end of
    /// the session's own, if it is in one.
    void hold(String name, Session session) throws SqlError {
        synchronized (held) {
            await(name, session, session.lockTimeout());
            if (session.transaction() != 0) {
                held.put(Datum.folded(name), session);
            }
        }
    }

    /// Waits until no open transaction has changed this account: as a login does, it is supposed. Whether a real server
    /// lets it wait is not known for certain.
    void awaitCommitted(String name) throws SqlError {
        synchronized (held) {
            await(name, null, LONGEST_WAIT);
        }
    }

    /// At the end of a transaction.
    void release(Session session) {
        synchronized (held) {
            held.values().removeIf(session::equals);
            held.notifyAll();
        }
    }

    private void await(String name, @Nullable Session asking, Duration limit) throws SqlError {
        long deadline = System.nanoTime() + limit.toNanos();
        Session holder = held.get(Datum.folded(name));
        while (holder != null && !holder.equals(asking)) {
            long left = (deadline - System.nanoTime()) / NANOS;
            if (left <= 0) {
                throw new SqlError(1222, 16, "Lock request time out period exceeded.");
            }
            try {
                held.wait(left);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new SqlError(1222, 16, "Lock request time out period exceeded.");
            }
            holder = held.get(Datum.folded(name));
        }
    }

    String owner() {
        return owner;
    }

    Optional<Account> find(String name) {
        return Optional.ofNullable(byName.get(Datum.folded(name)));
    }

    Optional<Account> withSid(String sid) {
        return byName.values().stream()
                .filter(account -> account.sid().equals(sid))
                .findFirst();
    }

    List<Account> all() {
        return List.copyOf(byName.values());
    }

    Change put(Account account) {
        String key = Datum.folded(account.name());
        return new Change.OfAccount(this, key, Optional.ofNullable(byName.put(key, account)));
    }

    Change remove(String name) {
        String key = Datum.folded(name);
        return new Change.OfAccount(this, key, Optional.ofNullable(byName.remove(key)));
    }

    /// Without losing what somebody else changes meanwhile.
    void adjust(String name, UnaryOperator<Account> how) {
        byName.computeIfPresent(Datum.folded(name), (_, account) -> how.apply(account));
    }

    void set(String key, Optional<Account> account) {
        account.ifPresentOrElse(there -> byName.put(key, there), () -> byName.remove(key));
    }
}
