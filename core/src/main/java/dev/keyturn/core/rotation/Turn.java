// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One worker's hold on one rotation: the row as it was last read or written, and the ways to change it.
///
/// Every effect of a turn goes through here or through a port, in the order in which it is called; any of them may be
/// the last.
final class Turn {
    /// How much longer than its budget a caller is taken to listen.
    static final Duration GRACE_OF_CALLER = Duration.ofSeconds(2);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final RotationStore store;
    private final RotationPorts ports;
    private final RotationListener listener;
    private final InstantSource clock;
    private final Calls calls;
    private Leased held;
    private boolean removed;

    /// What surrounds the turns of a worker.
    record Shell(RotationStore store, InstantSource clock, RotationListener listener) {}

    Turn(Shell shell, RotationPorts ports, Leased held, Deadline deadline) {
        this.store = shell.store();
        this.ports = ports;
        this.listener = shell.listener();
        this.clock = shell.clock();
        this.calls = new Calls(deadline, shell.clock(), this::tell);
        this.held = held;
    }

    Rotation rotation() {
        return held.rotation();
    }

    Terms terms() {
        return held.terms();
    }

    RotationPorts ports() {
        return ports;
    }

    Calls calls() {
        return calls;
    }

    Instant now() {
        return clock.instant();
    }

    boolean isRemoved() {
        return removed;
    }

    /// Whether there is nothing more to do now, or no time to do it in.
    boolean isOver() {
        return removed || calls.deadline().isOver() || rotation().wakeAt().isAfter(now());
    }

    Target open() throws Refused, Unanswered {
        return ports.access().open(calls.deadline());
    }

    /// Loads the row again: after the target's lock was taken, before anything is sent.
    void reload() {
        held = store.renew(held, Rotator.LEASE);
    }

    void save(Rotation next) {
        held = store.save(held, next);
    }

    void publish(Rotation after) {
        held = store.publish(held, after);
    }

    void remove(boolean withSecrets) {
        store.remove(held, withSecrets);
        removed = true;
    }

    void release() {
        if (!removed) {
            store.release(held);
        }
    }

    void tell(RotationEvent event) {
        listener.on(held.id(), event);
    }

    /// Whether somebody who uses `going` is waited for. Says so, or whom it cuts if nobody is any longer.
    boolean isHeld(Credential going, Gate gate, Evidence evidence) {
        Instant now = now();
        List<Client> clients = evidence.by(going);
        boolean held = !gate.isOpen(now, evidence.usage(going));
        if (held) {
            tell(new RotationEvent.Held(going.account(), clients, gate.holdUntil(), now));
        } else if (!clients.isEmpty()) {
            tell(new RotationEvent.Cut(going.account(), clients, now));
        }
        return held;
    }

    /// Nothing has to be done before `until` but what nodes still have to be told.
    void rest(Rotation resting, Instant until) {
        Rotation paid = resting.debts().isEmpty() ? resting : resting.owing(DebtCollector.collect(this));
        Instant debt = Debt.nextRound(paid.debts(), now());
        save(paid.waking(until.isBefore(debt) ? until : debt));
    }

    /// Nothing came of this turn: `tried` is saved, and looked at again later.
    ///
    /// While somebody waits, the try counts, and the last one ends the attempt; then the state is looked at
    /// once more without pursuing it. Otherwise the pause is the age of the state, between two seconds and a
    /// quarter of an hour.
    void again(Rotation tried, Failure why) {
        Instant now = now();
        Optional<Attempt> attempt = tried.attempt();
        if (attempt.isEmpty()) {
            save(tried.waking(now.plus(pause(tried.since(), now))));
            return;
        }
        Attempt counted = attempt.orElseThrow().triedAgain(now);
        if (counted.hasTriesLeft() && !(tried.state() instanceof Blocked)) {
            save(tried.pursued(counted).waking(counted.nextTryAt()));
        } else {
            fail(tried, why);
        }
    }

    /// Ends the attempt; what is open is looked at again at once, without pursuing it.
    void fail(Rotation failed, Failure why) {
        Instant now = now();
        save(failed.failed(why, now, terms()).waking(now));
        tell(new RotationEvent.Failed(why, now));
    }

    private static Duration pause(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return age.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : age;
    }
}
