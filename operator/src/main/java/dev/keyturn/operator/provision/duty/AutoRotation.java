// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When the password of a database is rotated by itself (contract §9). Pure: whoever sees the same life and the same
/// past comes to the same date, so that the request of a date is made once, whoever makes it.
final class AutoRotation {
    static final Duration MEANWHILE = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> REPEATS = List.of(
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(40),
            Duration.ofMinutes(80),
            Duration.ofMinutes(160));

    private AutoRotation() {}

    /// What the database says of its password.
    ///
    /// @param rotateAfter empty if it is not rotated by itself
    /// @param external    whether its Secret is somebody else's to write
    record Life(Optional<Instant> activeFrom, Optional<Duration> rotateAfter, boolean external) {}

    /// What the requests say.
    ///
    /// @param open  whether somebody waits for a rotation, or one is under way
    /// @param ended when the automatic ones of this password ended that did not replace it
    record Past(boolean open, List<Instant> ended) {
        Past {
            ended = List.copyOf(ended);
        }

        static Past none() {
            return new Past(false, List.of());
        }
    }

    /// What is to be done.
    sealed interface Verdict {
        /// Nothing, whatever the time.
        record Never() implements Verdict {}

        /// Nobody knows how old the password is: it is young from now on.
        record Stamp() implements Verdict {}

        record Wait(Instant until) implements Verdict {}

        /// @param due the date that the request is of: no two requests have the same
        record Rotate(Instant due) implements Verdict {}

        /// A person has to rotate.
        ///
        /// @param due   when the password was to be rotated
        /// @param day   how many days ago that is: what is said is said once each
        /// @param tries how often it was tried by itself
        record Overdue(Instant due, long day, int tries) implements Verdict {
            /// When the next day begins.
            Instant until() {
                return due.plus(DAY.multipliedBy(day + 1));
            }
        }
    }

    static Verdict due(Life life, Past past, Instant now) {
        if (life.rotateAfter().filter(Duration::isPositive).isEmpty()) {
            return new Verdict.Never();
        }
        if (life.activeFrom().isEmpty()) {
            return new Verdict.Stamp();
        }
        Instant due = life.activeFrom().orElseThrow().plus(life.rotateAfter().orElseThrow());
        if (now.isBefore(due)) {
            return new Verdict.Wait(due);
        }
        if (past.open()) {
            return new Verdict.Wait(now.plus(MEANWHILE));
        }
        int tries = past.ended().size();
        if (life.external() || tries > REPEATS.size()) {
            return new Verdict.Overdue(due, Duration.between(due, now).dividedBy(DAY), tries);
        }
        Instant next = past.ended().stream()
                .max(Comparator.naturalOrder())
                .map(ended -> ended.plus(REPEATS.get(tries - 1)))
                .orElse(due);
        return now.isBefore(next) ? new Verdict.Wait(next) : new Verdict.Rotate(next);
    }
}
