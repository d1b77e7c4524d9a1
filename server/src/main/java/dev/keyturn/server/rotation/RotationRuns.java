// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Issue;
import dev.keyturn.core.rotation.Leave;
import dev.keyturn.core.rotation.Outcome;
import dev.keyturn.core.rotation.Resolution;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.server.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The one door to the [Rotator]: whoever wants something done with a rotation comes through here, the scheduler and
/// the API alike. Rotations of one connection follow each other, and what was done is in the history afterwards.
public final class RotationRuns {
    /// Enough to note in the row that a caller's time is up.
    private static final Duration LAST_WORD = Duration.ofMillis(300);

    private final Rotator rotator;
    private final AttemptHistory history;
    private final ConnectionTurns turns;
    private final Looks looks;
    private final InstantSource clock;

    RotationRuns(Rotator rotator, AttemptHistory history, ConnectionTurns turns, Looks looks, InstantSource clock) {
        this.rotator = rotator;
        this.history = history;
        this.turns = turns;
        this.looks = looks;
        this.clock = clock;
    }

    /// What became of a wish.
    public sealed interface Result {
        record Done(Outcome outcome) implements Result {}

        /// A run holds this rotation.
        record Running() implements Result {}

        /// Another rotation of the connection was being changed all the time.
        record ConnectionBusy() implements Result {}
    }

    /// Looks at a rotation that is awake. Waits for nobody.
    public Result advance(RotationId id, ConnectionId connection, Duration budget) {
        return inTurn(id, connection, clock.instant(), () -> rotator.advance(id, budget(budget)));
    }

    public Result issue(RotationId id, ConnectionId connection, Issue first) {
        return inTurn(id, connection, first.until(), () -> rotator.issue(first));
    }

    /// Begins with a credential that exists.
    public Result adopt(RotationId id, ConnectionId connection, Issue first, Credential given, Terms terms) {
        return inTurn(id, connection, first.until(), () -> rotator.adopt(first, given, terms));
    }

    public Result rotate(RotationId id, ConnectionId connection, boolean force, Instant until) {
        return afterALook(id, connection, until, () -> answered(id, rotator.rotate(id, force, until)));
    }

    public Result leave(RotationId id, ConnectionId connection, Leave wish, Instant until) {
        return afterALook(id, connection, until, () -> rotator.leave(id, wish, until));
    }

    public Result resolve(RotationId id, ConnectionId connection, Resolution decision, Instant until) {
        return afterALook(id, connection, until, () -> answered(id, rotator.resolve(id, decision, until)));
    }

    /// Notes something about the last run.
    public void warn(RotationId id, String text) {
        history.on(id, new RotationEvent.Warned(text, clock.instant()));
        history.turnEnded(id);
    }

    /// A caller whose time is up hears "failed", so that has to stand in the row as well.
    private Outcome answered(RotationId id, Outcome outcome) {
        boolean open = outcome instanceof Outcome.Rested(var rotation)
                && rotation.attempt()
                        .filter(run -> !clock.instant().isBefore(run.until()))
                        .isPresent();
        return open ? rotator.advance(id, budget(LAST_WORD)) : outcome;
    }

    private Deadline budget(Duration length) {
        return Deadline.at(clock.instant().plus(length), clock);
    }

    private Result afterALook(RotationId id, ConnectionId connection, Instant until, Supplier<Outcome> work) {
        return looks.waitedOut(id, () -> inTurn(id, connection, until, work), Result.Running.class::isInstance);
    }

    private Result inTurn(RotationId id, ConnectionId connection, Instant until, Supplier<Outcome> work) {
        Duration patience = Duration.between(clock.instant(), until);
        return switch (turns.enter(connection, id, patience)) {
            case SAME_ROTATION -> new Result.Running();
            case CONNECTION_BUSY -> new Result.ConnectionBusy();
            case INSIDE -> {
                try {
                    Outcome outcome = work.get();
                    if (outcome instanceof Outcome.Rested(var rotation)) {
                        history.rests(id, rotation);
                    }
                    yield outcome instanceof Outcome.Taken ? new Result.Running() : new Result.Done(outcome);
                } finally {
                    turns.leave(connection, id);
                    history.turnEnded(id);
                }
            }
        };
    }
}
