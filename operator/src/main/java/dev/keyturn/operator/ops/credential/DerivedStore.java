// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.operator.ops.credential.RequestObjects.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The rotation of one request, read from and written to the objects of the cluster: nothing is kept here but the last
/// look. For one worker at a time; that others do no harm is a matter of the objects' revisions.
final class DerivedStore implements RotationStore {
    /// Tried again like a scheduled run, but never started by a schedule: nothing is promised. The former password
    /// waits for the gate that [Derivation] sets.
    private static final Terms TERMS = new Terms(
            new DailySchedule(1, LocalTime.MIDNIGHT), true, Optional.of(Duration.ofDays(36_500)), Duration.ZERO, false);

    private final RotationId id;
    private final RequestObjects objects;
    private final Derivation derivation;
    private final Function<Credential, Intent> intents;
    private Sight seen;

    /// @param intents what is written down for a candidate
    DerivedStore(RotationId id, RequestObjects objects, Derivation derivation, Function<Credential, Intent> intents) {
        this.id = id;
        this.objects = objects;
        this.derivation = derivation;
        this.intents = intents;
        this.seen = objects.look();
    }

    /// The last look.
    Sight seen() {
        return seen;
    }

    /// Looks again, after somebody else of this visit has written.
    void refresh() {
        seen = objects.look();
    }

    @Override
    public Optional<Leased> lease(RotationId wanted, Duration atLeast) {
        return wanted.equals(id) ? Optional.of(look()) : Optional.empty();
    }

    @Override
    public Leased renew(Leased held, Duration atLeast) {
        return look();
    }

    @Override
    public Leased save(Leased held, Rotation next) {
        Optional<Note> note = switch (next.state()) {
            case Staged staged -> staged(staged, next);
            case Retiring retiring -> retiring(retiring, next);
            case Settled _ -> settled(next);
            case Blocked blocked -> Optional.of(new Note(Course.BLOCKED, 0, Optional.of(blocked.reason())));
            case Revoking _ -> throw new IllegalStateException("a request revokes no account");
        };
        note.filter(this::isNews).ifPresent(news -> objects.note(seen, news));
        return rested(look(), next);
    }

    @Override
    public Leased publish(Leased held, Rotation after) {
        objects.publish(seen, seen.intent().orElseThrow());
        return look();
    }

    @Override
    public void remove(Leased held, boolean withSecrets) {
        throw new IllegalStateException("a request removes no database");
    }

    @Override
    public void release(Leased held) {
        // nothing is held but by revisions
    }

    @Override
    public List<RotationId> awake(Instant now, int limit) {
        return List.of(id);
    }

    private Leased look() {
        seen = objects.look();
        return new Leased(id, derivation.rotation(seen), TERMS, seen.revision(), 0);
    }

    /// When to look again is not written down: the worker comes back in seconds, and on each event. Within one visit
    /// it holds.
    private Leased rested(Leased fresh, Rotation next) {
        Rotation rotation = fresh.rotation();
        var waking = new Rotation(
                rotation.state(),
                rotation.since(),
                rotation.attempt(),
                rotation.debts(),
                rotation.last(),
                rotation.nextRotationAt(),
                next.wakeAt());
        return new Leased(id, waking, TERMS, fresh.version(), 0);
    }

    private Optional<Note> staged(Staged staged, Rotation next) {
        if (seen.intent().isEmpty()) {
            var _ = objects.open(seen, intents.apply(staged.next()));
            return Optional.empty();
        }
        Course course = next.attempt().isPresent() ? Course.PURSUED : Course.GIVEN_UP;
        return Optional.of(new Note(course, staged.contradictions(), next.last().failure()));
    }

    /// A published pair is never taken back, so what goes is either the former one, which needs no word, or the
    /// candidate.
    private Optional<Note> retiring(Retiring retiring, Rotation next) {
        boolean undoing = retiring.going().stream().anyMatch(retiring::isCandidate);
        return undoing
                ? Optional.of(new Note(Course.UNDOING, 0, next.last().failure().or(seen::trouble)))
                : Optional.empty();
    }

    private Optional<Note> settled(Rotation next) {
        if (seen.intent().isEmpty()) {
            boolean over = next.attempt().isEmpty();
            return over ? Optional.of(new Note(Course.UNDONE, 0, next.last().failure())) : Optional.empty();
        }
        RotationState was = derivation.rotation(seen).state();
        if (!(was instanceof Retiring retiring)) {
            return Optional.empty();
        }
        if (retiring.going().stream().anyMatch(retiring::isCandidate)) {
            return Optional.of(new Note(Course.UNDONE, 0, seen.trouble()));
        }
        Course done = derivation.shape() == Shape.IN_PLACE_REPLACING ? Course.PROVED : Course.RETIRED;
        return Optional.of(new Note(done, 0, Optional.empty()));
    }

    private boolean isNews(Note note) {
        return !note.equals(new Note(seen.course(), seen.contradictions(), seen.trouble()));
    }
}
