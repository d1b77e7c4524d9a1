// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static dev.keyturn.server.rotation.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.rotation.Attempt;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Gate;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Leave;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.target.ShowsUsage.Client;
import dev.keyturn.server.rotation.PastSet.Reason;
import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the history of sets says of each change of a rotation, which here somebody else decides.
class SetBookTest {
    private static final Failure WHY =
            new Failure(Step.VERIFY, Optional.of("cache-1:6379"), "WRONGPASS", "it is refused");

    private final StoreFixture at;
    private Leased held;

    SetBookTest(@TempDir Path folder) {
        at = StoreFixture.open(new StoreAddress.Embedded(folder.resolve("keyturn.db")));
        held = at.begin("orders", Samples.firstIssue(NOW));
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void tells_when_a_set_was_reserved_proved_and_published() {
        assertThat(newest().state()).isEqualTo("reserved");
        Instant proved = NOW.plusSeconds(1);
        at.sets
                .listener()
                .on(
                        held.id(),
                        new RotationEvent.StepDone(Step.VERIFY, Optional.empty(), Optional.empty(), NOW, proved));

        publish(NOW.plusSeconds(2));

        PastSet first = newest();
        assertThat(first.state()).isEqualTo("published");
        assertThat(first.rise())
                .isEqualTo(new PastSet.Rise(
                        Optional.of(NOW),
                        Optional.of(proved),
                        Optional.of(NOW.plusSeconds(2)),
                        Optional.empty(),
                        false));
        assertThat(first.username()).isEqualTo("account1");
    }

    @Test
    void ends_a_set_with_the_run_after_the_next_where_no_grace_does() {
        publish(NOW);
        stage();
        publish(NOW.plusSeconds(10));
        assertThat(set(1).state()).isEqualTo("superseded");
        assertThat(set(1).fall().superseded()).contains(NOW.plusSeconds(10));
        stage();
        Credential old = set().previous().orElseThrow();
        Instant third = NOW.plusSeconds(20);
        at.clock.set(third);
        held = at.store.publish(
                held, changed(((Staged) state()).published(List.of(new Due(old, Gate.open(third)))), third, third));
        assertThat(set(1).fall().plannedEnd()).isEmpty();

        retire(old, third.plusSeconds(1));

        assertThat(set(1).state()).isEqualTo("ended");
        assertThat(set(1).fall().reason()).contains(Reason.NEXT_ROTATION);
        assertThat(set(1).fall().ended()).contains(third.plusSeconds(1));
        assertThat(set(1).fall().by()).isEmpty();
        assertThat(sets()).extracting(PastSet::version).containsExactly(3L, 2L, 1L);
    }

    @Test
    void plans_an_end_by_grace_and_tells_who_was_waited_for_and_cut() {
        Credential old = superseded(new Gate(NOW.plusSeconds(60), NOW.plusSeconds(90)));
        assertThat(set(1).fall().plannedEnd()).contains(NOW.plusSeconds(60));
        assertThat(set(1).fall().holdUntil()).contains(NOW.plusSeconds(90));

        List<Client> clients =
                List.of(new Client(new AccountName("account1"), "10.1.4.7", "checkout", 4, Optional.empty()));
        at.sets
                .listener()
                .on(
                        held.id(),
                        new RotationEvent.Held(old.account(), clients, NOW.plusSeconds(90), NOW.plusSeconds(61)));
        save(state(), NOW);
        assertThat(set(1).state()).isEqualTo("held");
        at.sets.listener().on(held.id(), new RotationEvent.Cut(old.account(), clients, NOW.plusSeconds(90)));
        retire(old, NOW.plusSeconds(91));

        assertThat(set(1).state()).isEqualTo("ended");
        assertThat(set(1).fall().reason()).contains(Reason.GRACE_OVER);
        assertThat(set(1).fall().clients()).contains(4L);
    }

    @Test
    void tells_who_forced_an_end_before_its_time() {
        Gate gate = new Gate(NOW.plusSeconds(60), NOW.plusSeconds(60));
        Credential old = superseded(gate);
        Instant now = NOW.plusSeconds(5);
        Rotation cut = changed(((Retiring) state()).regated(old, Gate.open(now)), NOW, now);

        held = at.store.save(held, waitedFor(cut, now));
        retire(old, now.plusSeconds(1));

        assertThat(set(1).fall().reason()).contains(Reason.FORCED);
        assertThat(set(1).fall().by()).contains("somebody");
        assertThat(set(1).fall().plannedEnd()).contains(gate.notBefore());
    }

    @Test
    void plans_no_end_any_more_when_the_grace_is_taken_away() {
        Credential old = superseded(new Gate(NOW.plusSeconds(60), NOW.plusSeconds(60)));

        save(((Retiring) state()).kept(old), NOW);

        assertThat(set(1).state()).isEqualTo("superseded");
        assertThat(set(1).fall().plannedEnd()).isEmpty();
    }

    @Test
    void keeps_an_abandoned_candidate_apart_from_the_next_one_with_its_number() {
        publish(NOW);
        stage();
        Credential candidate = ((Staged) state()).next();
        save(((Staged) state()).abandoned(NOW), NOW);
        assertThat(newest().state()).isEqualTo("abandoned");
        assertThat(newest().fall().ended()).isEmpty();
        retire(candidate, NOW.plusSeconds(3));
        stage();

        assertThat(sets()).extracting(PastSet::version).containsExactly(2L, 2L, 1L);
        assertThat(sets()).extracting(PastSet::state).containsExactly("reserved", "abandoned", "published");
        assertThat(sets().get(1).fall().ended()).contains(NOW.plusSeconds(3));
        assertThat(sets().get(1).fall().reason()).contains(Reason.ABANDONED);
    }

    @Test
    void tells_of_a_decision_that_is_waited_for_and_of_drift() {
        publish(NOW);
        stage();
        RotationState blocked = ((Staged) state()).contradicted(WHY);
        blocked = ((Staged) blocked).contradicted(WHY);
        blocked = ((Staged) blocked).contradicted(WHY);
        at.sets.listener().on(held.id(), new RotationEvent.Drifted(WHY, NOW.plusSeconds(7)));
        save(blocked, NOW);

        assertThat(newest().state()).isEqualTo("blocked");
        assertThat(set(1).state()).isEqualTo("refused");
        assertThat(set(1).rise().refusedSince()).contains(NOW.plusSeconds(7));
        at.database.change(session ->
                at.rotations.accepted(session, at.rotations.find(held.id()).orElseThrow()));
        assertThat(set(1).state()).isEqualTo("published");
    }

    @Test
    void tells_who_revoked_what() {
        publish(NOW);
        Credential published = set().published().orElseThrow();
        save(state().leave(new Leave(true, false)), NOW);

        save(((Revoking) state()).revoked(published, new Keep.Gone()), NOW);

        assertThat(set(1).state()).isEqualTo("ended");
        assertThat(set(1).fall().reason()).contains(Reason.REVOKED);
        assertThat(set(1).fall().by()).contains("somebody");
    }

    @Test
    void gives_pages_newest_first() {
        publish(NOW);
        stage();
        publish(NOW);

        List<PastSet> page = at.rotations.sets(held.id(), Long.MAX_VALUE, 1);
        List<PastSet> rest = at.rotations.sets(held.id(), page.getFirst().position(), 5);

        assertThat(page).extracting(PastSet::version).containsExactly(2L);
        assertThat(rest).extracting(PastSet::version).containsExactly(1L);
    }

    /// The first set, superseded by the second, and due.
    private Credential superseded(Gate gate) {
        publish(NOW);
        stage();
        Credential old = set().published().orElseThrow();
        held = at.store.publish(held, changed(((Staged) state()).published(List.of(new Due(old, gate))), NOW, NOW));
        return old;
    }

    private void stage() {
        RotationState settled = state() instanceof Retiring ? new Settled(set()) : state();
        held = at.store.save(held, Samples.staged(changed(settled, NOW, NOW)));
    }

    private void publish(Instant now) {
        held = at.store.publish(held, Samples.published(held.rotation(), now));
    }

    private void retire(Credential old, Instant now) {
        at.clock.set(now);
        save(((Retiring) state()).retired(old, new Keep.Gone()), NOW);
    }

    private void save(RotationState state, Instant since) {
        held = at.store.save(
                held, changed(state, since, held.rotation().last().publishedAt().orElse(NOW)));
    }

    private Rotation changed(RotationState state, Instant since, Instant published) {
        var last = new LastRun(Optional.of(published), published, Trigger.CREATE, Optional.empty());
        return new Rotation(
                state,
                since,
                Optional.empty(),
                List.of(),
                last,
                Optional.empty(),
                held.rotation().wakeAt());
    }

    private static Rotation waitedFor(Rotation rotation, Instant now) {
        var attempt = Attempt.waitedFor(Trigger.MANUAL, now, now.plus(Duration.ofSeconds(8)));
        return new Rotation(
                rotation.state(),
                rotation.since(),
                Optional.of(attempt),
                rotation.debts(),
                rotation.last(),
                rotation.nextRotationAt(),
                rotation.wakeAt());
    }

    private RotationState state() {
        return held.rotation().state();
    }

    private CredentialSet set() {
        return state().credentials();
    }

    private List<PastSet> sets() {
        return at.rotations.sets(held.id(), Long.MAX_VALUE, 10);
    }

    private PastSet newest() {
        return sets().getFirst();
    }

    private PastSet set(long version) {
        return sets().stream()
                .filter(set -> set.version() == version)
                .findFirst()
                .orElseThrow();
    }
}
