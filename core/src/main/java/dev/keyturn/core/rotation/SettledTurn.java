// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.RotationState.Settled;
import java.time.Instant;
import java.util.Optional;

/// Nothing is under way. Decides whether something should be, checks that it can be, and makes the intent durable;
/// touches no account.
final class SettledTurn {
    private final Turn turn;
    private final Settled settled;

    SettledTurn(Turn turn, Settled settled) {
        this.turn = turn;
        this.settled = settled;
    }

    void take() {
        Instant now = turn.now();
        Rotation rotation = inWindow(turn.rotation(), now);
        Optional<Attempt> attempt = due(rotation, now);
        Optional<Instant> held = attempt.isPresent() ? postponed(rotation, now) : Optional.empty();
        if (held.isPresent()) {
            turn.rest(rotation, held.orElseThrow());
            return;
        }
        Optional<RotationState> retirement = retirement(rotation, attempt.isPresent(), now);
        if (retirement.isPresent()) {
            turn.save(rotation.in(retirement.orElseThrow(), now).waking(now));
        } else if (attempt.isEmpty()) {
            turn.rest(
                    rotation.withoutAttempt(),
                    rotation.nextRotationAt().map(at -> startFrom(at, now)).orElse(Rotation.NEVER));
        } else {
            run(rotation, attempt.orElseThrow(), now);
        }
    }

    /// A run that is due while its window is shut, since nobody looked in time, is promised for the next opening; but
    /// where users of the set before are waited for, the promise stays, since that wait is counted from it.
    private Rotation inWindow(Rotation rotation, Instant now) {
        Optional<Instant> start = rotation.nextRotationAt().map(at -> startFrom(at, now));
        return turn.terms().hold().isZero() ? start.map(rotation::promising).orElse(rotation) : rotation;
    }

    private Instant startFrom(Instant promised, Instant now) {
        Instant opening = turn.terms().schedule().opening(now);
        return promised.isAfter(now) || !opening.isAfter(now) ? promised : opening;
    }

    /// The attempt that somebody waits for, or a new one if the row is due. Switching the schedule off ends its
    /// attempt.
    private Optional<Attempt> due(Rotation rotation, Instant now) {
        Optional<Attempt> waiting = rotation.attempt()
                .filter(attempt ->
                        attempt.trigger() != Trigger.SCHEDULE || turn.terms().automatic());
        if (waiting.isPresent()) {
            return waiting;
        }
        boolean due = turn.terms().automatic()
                && rotation.nextRotationAt()
                        .filter(at -> !startFrom(at, now).isAfter(now))
                        .isPresent();
        return due ? Optional.of(Attempt.scheduled(now)) : Optional.empty();
    }

    /// The previous set has to go first: its grace was set meanwhile, or its account cannot carry a third password.
    private Optional<RotationState> retirement(Rotation rotation, boolean due, Instant now) {
        CredentialSet set = settled.credentials();
        Optional<Credential> previous = set.previous();
        if (previous.isEmpty()) {
            return Optional.empty();
        }
        Optional<Gate> gate = turn.terms().gate(rotation.last().publishedAt().orElse(now));
        if (gate.isEmpty() && due && (set.shape().isInPlace() || givesWay(set, previous.orElseThrow()))) {
            gate = Optional.of(Gate.open(now));
        }
        return gate.map(opening -> settled.retire(previous.orElseThrow(), opening));
    }

    /// The owner of a pair named another account for this place: the one that stands there is no longer ours to keep.
    private boolean givesWay(CredentialSet set, Credential previous) {
        return set.shape() == Shape.PAIR
                && turn.ports()
                        .candidates()
                        .account(set)
                        .filter(next -> !next.equals(previous.account()))
                        .isPresent();
    }

    /// Without a grace the set before the published one lives until the next run: the gate stands in front of that.
    ///
    /// @return when to look again, if somebody is waited for
    private Optional<Instant> postponed(Rotation rotation, Instant now) {
        Gate gate = turn.terms().gateFrom(rotation.nextRotationAt().orElse(now));
        Optional<Credential> previous = settled.credentials().previous();
        boolean asks = rotation.attempt().isEmpty() && turn.terms().grace().isEmpty() && gate.isHolding();
        if (!asks || previous.isEmpty()) {
            return Optional.empty();
        }
        Evidence evidence = Evidence.of(turn, previous.stream().toList());
        turn.reload();
        return turn.isHeld(previous.orElseThrow(), gate, evidence) ? Optional.of(gate.nextLook(now)) : Optional.empty();
    }

    private void run(Rotation rotation, Attempt attempt, Instant now) {
        if (rotation.attempt().isEmpty()) {
            turn.tell(new RotationEvent.Started(attempt.trigger(), now));
        }
        Rotation pursued = rotation.pursued(attempt);
        if (attempt.isOver(now)) {
            turn.fail(
                    pursued, Failure.of(Step.CHECK, "deadline", "the time of the run was over before it could begin"));
        } else if (attempt.nextTryAt().isAfter(now)) {
            turn.save(pursued.waking(attempt.nextTryAt()));
        } else {
            stage(pursued, attempt);
        }
    }

    private void stage(Rotation rotation, Attempt attempt) {
        CredentialSet set = settled.credentials();
        Optional<Credential> candidate = turn.ports().candidates().next(set, attempt.refusedByPolicy());
        if (candidate.isEmpty()) {
            turn.fail(rotation, Failure.noCandidate());
            return;
        }
        if (!set.mayStage(candidate.orElseThrow())) {
            turn.fail(rotation, Failure.publishedAccount(candidate.orElseThrow().account()));
            return;
        }
        switch (Preflight.of(
                turn.ports().access(), turn.calls(), set.expecting(candidate.orElseThrow()), candidate.orElseThrow())) {
            case Preflight.Missing(Failure why) -> turn.again(rotation, why);
            case Preflight.Ready(CredentialSet known, Credential next) -> {
                Instant now = turn.now();
                turn.save(rotation.in(new Settled(known).stage(next), now).waking(now));
            }
        }
    }
}
