// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Gate;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.rotation.PastSet.Reason;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes the history of credential sets, in the transactions that change rotations: what became of each is read off
/// the states before and after. What a worker heard on the way and no state holds – when the candidate logged in, who
/// was waited for – is told by [Hearsay], and written with the next change.
final class SetBook {
    private final InstantSource clock;
    private final Supplier<Optional<String>> actor;
    private final Hearsay heard = new Hearsay();

    /// @param actor who sent the request that this thread answers
    SetBook(InstantSource clock, Supplier<Optional<String>> actor) {
        this.clock = clock;
        this.actor = actor;
    }

    /// Has to hear of events before the change that they lead to.
    RotationListener listener() {
        return heard;
    }

    /// The row of a rotation is new.
    void begun(Session session, RotationId id, Rotation first) {
        Instant now = clock.instant();
        candidate(first.state()).ifPresent(next -> SetTable.insert(session, id, next, Optional.of(now)));
        first.state().credentials().published().ifPresent(adopted -> {
            SetTable.insert(session, id, adopted, Optional.empty());
            publish(session, id, adopted, first.last().attemptedAt());
        });
    }

    /// A rotation changes.
    void changed(Session session, RotationId id, Rotation before, Rotation after) {
        var change = new Change(session, id, before, after, clock.instant());
        change.candidate();
        change.published();
        change.going();
        change.ended();
        change.heard();
    }

    private void publish(Session session, RotationId id, Credential set, Instant at) {
        Instant proved = heard.proved(id).filter(time -> !time.isAfter(at)).orElse(at);
        SetTable.find(session, id, set)
                .ifPresent(row -> SetTable.update(
                        session, id, row, "proved_at = ?, published_at = ?, blocked = ?", proved, at, false));
    }

    private static Optional<Credential> candidate(RotationState state) {
        return switch (state) {
            case Staged staged -> Optional.of(staged.next());
            case Blocked blocked -> Optional.of(blocked.next());
            default -> Optional.empty();
        };
    }

    /// One change of one rotation.
    private final class Change {
        private final Session session;
        private final RotationId id;
        private final Rotation before;
        private final Rotation after;
        private final Instant now;

        Change(Session session, RotationId id, Rotation before, Rotation after, Instant now) {
            this.session = session;
            this.id = id;
            this.before = before;
            this.after = after;
            this.now = now;
        }

        private Optional<Credential> publishedBefore() {
            return before.state().credentials().published();
        }

        private Optional<Credential> publishedAfter() {
            return after.state().credentials().published();
        }

        void candidate() {
            Optional<Credential> was = SetBook.candidate(before.state());
            Optional<Credential> is = SetBook.candidate(after.state());
            is.filter(next -> !was.equals(Optional.of(next)))
                    .ifPresent(next -> SetTable.insert(session, id, next, Optional.of(now)));
            is.ifPresent(next -> set(next, "blocked = ?", after.state() instanceof Blocked));
            was.filter(next -> !is.equals(was) && !publishedAfter().equals(was)).ifPresent(this::abandon);
        }

        private void abandon(Credential next) {
            set(next, "end_reason = ?, blocked = ?", Reason.ABANDONED.wireName(), false);
            heard.proved(id)
                    .filter(time -> row(next)
                            .filter(row ->
                                    row.rise().reserved().filter(time::isAfter).isPresent())
                            .isPresent())
                    .ifPresent(time -> set(next, "proved_at = ?", time));
        }

        void published() {
            Optional<Credential> was = publishedBefore();
            publishedAfter().filter(now -> !was.equals(Optional.of(now))).ifPresent(set -> {
                Instant at = after.last().publishedAt().orElse(now);
                if (!SetBook.candidate(before.state()).equals(Optional.of(set))) {
                    SetTable.insert(session, id, set, Optional.empty());
                }
                publish(session, id, set, at);
                was.ifPresent(old -> set(old, "superseded_at = ?, refused_since = NULL", at));
            });
        }

        /// What has to end, when, and why.
        void going() {
            List<Due> dues = dues(after);
            dues.forEach(due -> going(due, gate(before, due.credential())));
            dues(before).stream()
                    .map(Due::credential)
                    .filter(kept -> gate(after, kept).isEmpty()
                            && after.state().accepted().contains(kept))
                    .forEach(kept ->
                            set(kept, "planned_end_at = NULL, hold_until = NULL, held = ?, end_reason = NULL", false));
            if (after.state() instanceof Revoking revoking && !(before.state() instanceof Revoking)) {
                revoking.left().stream()
                        .filter(left -> !SetBook.candidate(before.state()).equals(Optional.of(left)))
                        .forEach(left ->
                                set(left, "end_reason = ?, ended_by = ?", Reason.REVOKED.wireName(), actor.get()));
            }
        }

        private void going(Due due, Optional<Gate> gateBefore) {
            Gate gate = due.gate();
            if (gateBefore.equals(Optional.of(gate))) {
                return;
            }
            Credential set = due.credential();
            boolean forced = gateBefore
                            .filter(old -> old.notBefore().isAfter(gate.notBefore()))
                            .isPresent()
                    && after.attempt()
                            .filter(run -> run.trigger() == Trigger.MANUAL)
                            .isPresent();
            if (forced) {
                set(set, "end_reason = ?, ended_by = ?, held = ?", Reason.FORCED.wireName(), actor.get(), false);
                return;
            }
            Reason reason = reason(set, gate);
            Optional<Instant> planned = reason == Reason.GRACE_OVER ? Optional.of(gate.notBefore()) : Optional.empty();
            Optional<Instant> hold =
                    gate.holdUntil().isAfter(gate.notBefore()) ? Optional.of(gate.holdUntil()) : Optional.empty();
            set(
                    set,
                    "planned_end_at = ?, hold_until = ?, end_reason = ?, held = ?",
                    planned,
                    hold,
                    reason.wireName(),
                    false);
        }

        /// A set that is due although no grace of it is over makes way for the next run: its gate was opened with the
        /// state.
        private Reason reason(Credential set, Gate gate) {
            if (after.state().credentials().shape() == Shape.IN_PLACE_REPLACING) {
                return Reason.REPLACED_IN_PLACE;
            }
            boolean supersededNow = publishedBefore().equals(Optional.of(set));
            return supersededNow || !gate.notBefore().equals(after.since()) ? Reason.GRACE_OVER : Reason.NEXT_ROTATION;
        }

        void ended() {
            List<Credential> accepted = after.state().accepted();
            before.state().accepted().stream()
                    .filter(set -> !accepted.contains(set))
                    .forEach(this::end);
        }

        private void end(Credential set) {
            Optional<PastSet> row = row(set).filter(past -> past.fall().ended().isEmpty());
            if (row.isEmpty()) {
                return;
            }
            Reason reason = row.orElseThrow().fall().reason().orElseGet(() -> unplanned(set));
            Optional<Long> clients = heard.cut(id, set.account())
                    .or(() -> gate(before, set)
                            .filter(gate -> gate.holdUntil().isAfter(now))
                            .map(_ -> 0L));
            set(
                    set,
                    "ended_at = ?, end_reason = ?, clients_at_end = ?, held = ?",
                    now,
                    reason.wireName(),
                    clients,
                    false);
            publishedAfter().ifPresent(proven -> set(proven, "refused_since = NULL"));
        }

        /// Its place was taken: by the next set, or by a password that somebody gave its account.
        private Reason unplanned(Credential set) {
            return publishedBefore().equals(Optional.of(set)) ? Reason.REPLACED_IN_PLACE : Reason.NEXT_ROTATION;
        }

        void heard() {
            after.state()
                    .accepted()
                    .forEach(set -> heard.held(id, set.account())
                            .filter(_ -> !publishedAfter().equals(Optional.of(set)))
                            .ifPresent(until -> set(set, "held = ?, hold_until = ?", true, until)));
            heard.drifted(id)
                    .ifPresent(since -> publishedAfter()
                            .flatMap(this::row)
                            .filter(row -> row.rise().refusedSince().isEmpty())
                            .ifPresent(row -> SetTable.update(session, id, row, "refused_since = ?", since)));
            heard.forget(id);
        }

        private Optional<PastSet> row(Credential set) {
            return SetTable.find(session, id, set);
        }

        private void set(Credential set, String change, Object... values) {
            row(set).ifPresent(row -> SetTable.update(session, id, row, change, values));
        }
    }

    /// Superseded sets that are due.
    private static List<Due> dues(Rotation rotation) {
        return rotation.state() instanceof Retiring retiring
                ? retiring.gone().stream()
                        .filter(due -> !retiring.isCandidate(due.credential()))
                        .toList()
                : List.of();
    }

    private static Optional<Gate> gate(Rotation rotation, Credential set) {
        return dues(rotation).stream()
                .filter(due -> due.credential().equals(set))
                .map(Due::gate)
                .findFirst();
    }

    /// The target lets the published set in again.
    static void accepted(Session session, RotationId id, Credential published) {
        SetTable.find(session, id, published)
                .filter(row -> row.rise().refusedSince().isPresent())
                .ifPresent(row -> SetTable.update(session, id, row, "refused_since = NULL"));
    }
}
