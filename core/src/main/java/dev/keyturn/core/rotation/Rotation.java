// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Staged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stored whole, written and read as one value.
///
/// @param since          when the present state was entered; delays grow with its age
/// @param attempt        the run that somebody waits for
/// @param debts          what single nodes still have to be told
/// @param nextRotationAt what was promised; empty if no run starts by itself
/// @param wakeAt         when to look again
public record Rotation(
        RotationState state,
        Instant since,
        Optional<Attempt> attempt,
        List<Debt> debts,
        LastRun last,
        Optional<Instant> nextRotationAt,
        Instant wakeAt) {
    /// A time to wake that does not come: 9999-12-31.
    public static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    public Rotation {
        debts = List.copyOf(debts);
    }

    /// The row of a first issue: its intent, invisible to clients until it is published.
    public static Rotation firstIssue(Staged intent, Attempt attempt, Instant now) {
        var last = new LastRun(Optional.empty(), now, attempt.trigger(), Optional.empty());
        return new Rotation(intent, now, Optional.of(attempt), List.of(), last, Optional.empty(), now);
    }

    /// The row of a credential that somebody brought: published with it.
    static Rotation adopted(RotationState.Settled published, Terms terms, Instant now) {
        LastRun last = LastRun.published(now, Trigger.CREATE);
        Optional<Instant> next = terms.next(last);
        return new Rotation(published, now, Optional.empty(), List.of(), last, next, next.orElse(NEVER));
    }

    /// Whether clients may see it: something was published once.
    public boolean isIssued() {
        return last.publishedAt().isPresent();
    }

    Rotation in(RotationState next, Instant now) {
        boolean same = next.getClass().equals(state.getClass());
        return new Rotation(next, same ? since : now, attempt, debts, last, nextRotationAt, wakeAt);
    }

    Rotation waking(Instant at) {
        return new Rotation(state, since, attempt, debts, last, nextRotationAt, at);
    }

    Rotation pursued(Attempt by) {
        return new Rotation(state, since, Optional.of(by), debts, last, nextRotationAt, wakeAt);
    }

    Rotation owing(List<Debt> owed) {
        return new Rotation(state, since, attempt, owed, last, nextRotationAt, wakeAt);
    }

    Rotation promising(Instant start) {
        return new Rotation(state, since, attempt, debts, last, Optional.of(start), wakeAt);
    }

    Rotation withoutAttempt() {
        return new Rotation(state, since, Optional.empty(), debts, last, nextRotationAt, wakeAt);
    }

    Rotation owingAlso(List<Debt> more) {
        var all = new ArrayList<>(debts);
        more.forEach(debt -> debt.addTo(all));
        return owing(all);
    }

    /// The attempt ended without publishing.
    Rotation failed(Failure why, Instant now, Terms terms) {
        Trigger by = attempt.map(Attempt::trigger).orElse(last.trigger());
        LastRun failed = last.failed(now, by, why);
        Optional<Instant> next = state instanceof Revoking ? nextRotationAt : terms.next(failed);
        return new Rotation(state, since, Optional.empty(), debts, failed, next, wakeAt);
    }

    /// The attempt ended with a publication. A late finish counts as asked for by whom the failed attempt was.
    Rotation succeeded(Instant now, Terms terms) {
        Trigger by = attempt.map(Attempt::trigger).orElse(last.trigger());
        LastRun published = LastRun.published(now, by);
        return new Rotation(state, since, Optional.empty(), debts, published, terms.next(published), wakeAt);
    }

    /// The owner changed the terms: what was promised is computed anew, and gates that are not open yet move with the
    /// grace. An intent keeps what it was made with.
    public Rotation under(Terms terms, Instant now) {
        RotationState next = state instanceof Retiring retiring ? regated(retiring, terms) : state;
        Rotation moved = in(next, now);
        return new Rotation(moved.state, moved.since, attempt, debts, last, terms.next(last), now);
    }

    private RotationState regated(Retiring retiring, Terms terms) {
        RotationState next = retiring;
        for (Due due : retiring.gone()) {
            Credential superseded = due.credential();
            boolean followsGrace = retiring.credentials().supersededWithGrace(superseded);
            if (followsGrace && next instanceof Retiring waiting) {
                next = terms.gate(last.publishedAt().orElse(since))
                        .<RotationState>map(gate -> waiting.regated(superseded, gate))
                        .orElseGet(() -> waiting.kept(superseded));
            }
        }
        return next;
    }
}
