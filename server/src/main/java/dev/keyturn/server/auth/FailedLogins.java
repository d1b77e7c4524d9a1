// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.auth.UniversalAuth.Lockout;
import dev.keyturn.server.sql.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Counts failed logins of an account from an address, and locks the pair for a while. Kept in the store, so that
/// neither a restart nor another node forgets them.
final class FailedLogins {
    /// Longer than any failure counts and any lock lasts.
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final InstantSource clock;

    FailedLogins(InstantSource clock) {
        this.clock = clock;
    }

    private record Count(long failures, Instant firstAt, Optional<Instant> lockedUntil) {}

    boolean isLocked(Session session, String account, InetAddress address) {
        return count(session, account, address)
                .flatMap(Count::lockedUntil)
                .filter(until -> clock.instant().isBefore(until))
                .isPresent();
    }

    /// Counts a failure; the one that reaches the threshold locks.
    void failed(Session session, String account, InetAddress address, Lockout lockout) {
        if (!lockout.enabled()) {
            return;
        }
        var now = clock.instant();
        var before = count(session, account, address)
                .filter(count -> now.isBefore(count.firstAt().plusSeconds(lockout.resetSeconds())))
                .filter(count -> count.lockedUntil().isEmpty());
        var failures = before.map(Count::failures).orElse(0L) + 1;
        var lockedUntil = failures >= lockout.threshold()
                ? Optional.of(now.plusSeconds(lockout.durationSeconds()))
                : Optional.<Instant>empty();
        forget(session, account, address);
        session.update("DELETE FROM failed_login WHERE first_at < ?", now.minus(REMEMBERED));
        session.update(
                "INSERT INTO failed_login (account, address, failures, first_at, locked_until) VALUES (?, ?, ?, ?, ?)",
                account,
                address.getHostAddress(),
                failures,
                before.map(Count::firstAt).orElse(now),
                lockedUntil);
    }

    void forget(Session session, String account, InetAddress address) {
        session.update("DELETE FROM failed_login WHERE account = ? AND address = ?", account, address.getHostAddress());
    }

    private static Optional<Count> count(Session session, String account, InetAddress address) {
        return session.one(
                "SELECT failures, first_at, locked_until FROM failed_login WHERE account = ? AND address = ?"
                        + session.dialect().forUpdate(),
                row -> new Count(row.number("failures"), row.time("first_at"), row.optionalTime("locked_until")),
                account,
                address.getHostAddress());
    }
}
