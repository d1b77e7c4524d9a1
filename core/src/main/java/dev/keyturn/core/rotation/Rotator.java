// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.target.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/// Changes credentials without a moment in which the published one is refused.
///
/// Keeps nothing between calls: whoever calls [#advance] next, anywhere, after any crash, goes on from the store alone.
/// Safe for many threads; one worker at a time holds a row.
public final class Rotator {
    /// How long a worker keeps others away without renewing. A turn is bounded to half of it.
    public static final Duration LEASE = Duration.ofSeconds(60);

    /// Longer than any legal sequence of states that needs no waiting.
    private static final int TURNS_AT_ONCE = 32;

    private final Turn.Shell shell;
    private final RotationStore store;
    private final InstantSource clock;
    private final Function<RotationId, RotationPorts> ports;

    /// @param ports what the shell brings for a rotation; asked anew for each call
    public Rotator(
            RotationStore store,
            Function<RotationId, RotationPorts> ports,
            InstantSource clock,
            RotationListener listener) {
        this.shell = new Turn.Shell(store, clock, listener);
        this.store = store;
        this.ports = ports;
        this.clock = clock;
    }

    /// Does what can be done now, as often as you like: from turn to turn until the row has to wait or the
    /// budget is used up.
    public Outcome advance(RotationId id, Deadline budget) {
        return working(id, budget, _ -> Optional.empty());
    }

    /// Makes the first credential, for a caller who waits until `first.until()`; from then on nothing is published
    /// for it. Nothing is touched before the row with its intent is durable.
    ///
    /// @return [Outcome.NotIssued] unless something was published
    public Outcome issue(Issue first) {
        return beginning(first).issue();
    }

    /// Takes over a credential that exists, for a caller who waits until `first.until()`: it is published as the first
    /// version once it was seen to log in on every required node. Nothing is changed on the target.
    ///
    /// @param given found, not made, so that its account is only ever shut
    /// @param terms of the row, so that its first run is promised in the step that publishes
    /// @return [Outcome.NotIssued] if it does not log in; then there is no row
    public Outcome adopt(Issue first, Credential given, Terms terms) {
        return beginning(first).adopt(given, terms);
    }

    private Beginning beginning(Issue first) {
        Deadline budget = bounded(Deadline.at(first.until(), clock));
        return new Beginning(shell, first, budget, turn -> run(turn, _ -> Optional.empty()));
    }

    /// Rotates now, for a caller who waits until `until`. An open intent is resumed, not replaced.
    ///
    /// @param force whether a configured grace that still runs is cut
    public Outcome rotate(RotationId id, boolean force, Instant until) {
        return working(id, Deadline.at(until, clock), turn -> {
            Instant now = turn.now();
            Rotation pursued = turn.rotation()
                    .pursued(Attempt.waitedFor(Trigger.MANUAL, now, until))
                    .waking(now);
            return switch (turn.rotation().state()) {
                case Settled _, Staged _ -> begin(turn, pursued, Trigger.MANUAL);
                case Retiring retiring -> cutGrace(turn, retiring, pursued, force);
                case Blocked blocked -> declined(blocked, "it is blocked: " + blocked.reason() + "; resolve it first");
                case Revoking revoking -> declined(revoking, "it is being deleted");
            };
        });
    }

    /// Leaves the target and removes the row, for a caller who waits until `until`.
    ///
    /// What has to be revoked is durable before the first revocation; what consumers read changes with the removal.
    public Outcome leave(RotationId id, Leave wish, Instant until) {
        return working(id, Deadline.at(until, clock), turn -> {
            Instant now = turn.now();
            Revoking leaving = turn.rotation().state().leave(wish);
            if (leaving.left().isEmpty()) {
                turn.remove(wish.withSecrets());
                return Optional.of(new Outcome.Removed());
            }
            // A little longer than the caller's budget, so that he is still there to be told.
            var attempt = Attempt.waitedFor(Trigger.DELETE, now, until.plus(Turn.GRACE_OF_CALLER));
            return begin(turn, turn.rotation().in(leaving, now).pursued(attempt).waking(now), Trigger.DELETE);
        });
    }

    /// Does what a person decided about a blocked run or a hanging delete.
    public Outcome resolve(RotationId id, Resolution decision, Instant until) {
        return working(id, Deadline.at(until, clock), turn -> new Resolver(turn, until).resolve(decision));
    }

    private Optional<Outcome> begin(Turn turn, Rotation pursued, Trigger by) {
        turn.save(pursued);
        turn.tell(new RotationEvent.Started(by, turn.now()));
        return Optional.empty();
    }

    private Optional<Outcome> cutGrace(Turn turn, Retiring retiring, Rotation pursued, boolean force) {
        Instant now = turn.now();
        Optional<Instant> graceEnds = retiring.gone().stream()
                .map(Due::gate)
                .filter(gate -> !gate.isOpen(now, Gate.Usage.CANNOT_TELL))
                .map(gate -> gate.shutUntil(now))
                .max(Comparator.naturalOrder());
        if (graceEnds.isPresent() && !force) {
            return Optional.of(new Outcome.Postponed(graceEnds.orElseThrow()));
        }
        Retiring cut = retiring;
        for (Due due : retiring.gone()) {
            cut = cut.regated(due.credential(), Gate.open(now));
        }
        return begin(turn, pursued.in(cut, now), Trigger.MANUAL);
    }

    private static Optional<Outcome> declined(RotationState state, String why) {
        return Optional.of(new Outcome.Declined(state, why));
    }

    /// Leases the row, lets `first` decide how to begin, and goes on from turn to turn.
    private Outcome working(RotationId id, Deadline budget, Function<Turn, Optional<Outcome>> first) {
        return store.lease(id, LEASE)
                .map(held -> run(new Turn(shell, ports.apply(id), held, bounded(budget)), first))
                .orElseGet(Outcome.Taken::new);
    }

    private Outcome run(Turn turn, Function<Turn, Optional<Outcome>> first) {
        try {
            Optional<Outcome> decided = first.apply(turn);
            for (int turns = 0; decided.isEmpty() && turns < TURNS_AT_ONCE && !turn.isOver(); turns++) {
                take(turn);
            }
            Outcome outcome = decided.orElseGet(
                    () -> turn.isRemoved() ? new Outcome.Removed() : new Outcome.Rested(turn.rotation()));
            turn.release();
            return outcome;
        } catch (LeaseLost taken) {
            return new Outcome.Taken();
        }
    }

    private static void take(Turn turn) {
        switch (turn.rotation().state()) {
            case Settled settled -> new SettledTurn(turn, settled).take();
            case Staged staged -> new StagedTurn(turn, staged).take();
            case Retiring retiring -> new RetiringTurn(turn, retiring).take();
            case Blocked blocked -> new BlockedTurn(turn, blocked).take();
            case Revoking revoking -> new RevokingTurn(turn, revoking).take();
        }
    }

    /// Half a lease at most, so that no call outlives it.
    private Deadline bounded(Deadline budget) {
        return budget.or(Deadline.at(clock.instant().plus(LEASE.dividedBy(2)), clock));
    }
}
