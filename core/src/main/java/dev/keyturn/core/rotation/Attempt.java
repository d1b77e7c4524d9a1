// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import java.time.Duration;
import java.time.Instant;

/// The run that somebody waits for. Without one nothing is pursued any more: an open intent is then only finished or
/// undone, whichever the login check says.
///
/// @param until           when the attempt is over, whatever happened; for a caller who waits, the end of his patience
/// @param nextTryAt       when the target may be asked again
/// @param tries           how often it was asked
/// @param refusedByPolicy how many candidates the target's policy refused
public record Attempt(
        Trigger trigger, Instant startedAt, Instant until, Instant nextTryAt, int tries, int refusedByPolicy) {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    /// Longer than all the pauses of a scheduled attempt together, so that the number of tries ends it.
    private static final Duration SCHEDULED = Duration.ofHours(1);

    static Attempt scheduled(Instant now) {
        return new Attempt(Trigger.SCHEDULE, now, now.plus(SCHEDULED), now, 0, 0);
    }

    /// An attempt for a caller who waits until `until`.
    public static Attempt waitedFor(Trigger trigger, Instant now, Instant until) {
        return new Attempt(trigger, now, until, now, 0, 0);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    boolean hasTriesLeft() {
        return tries < trigger.tries();
    }

    /// After one more try without success, with a pause that doubles: 30 s to 8 min.
    Attempt triedAgain(Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 4));
        return new Attempt(trigger, startedAt, until, now.plus(pause), tries + 1, refusedByPolicy);
    }

    /// After the target's policy refused the candidate: another may follow at once.
    Attempt refusedByPolicy(Instant now) {
        return new Attempt(trigger, startedAt, until, now, tries, refusedByPolicy + 1);
    }
}
