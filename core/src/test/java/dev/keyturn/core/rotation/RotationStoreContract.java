// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import static dev.keyturn.core.rotation.Rotations.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What every rotation store promises. Each implementation runs it.
public abstract class RotationStoreContract {
    private static final Duration LEASE = Rotator.LEASE;
    private static final Instant LATER = START.plusSeconds(600);

    /// An empty store.
    protected abstract StoreUnderTest open();

    /// A store, and what a shell does with it besides.
    public interface StoreUnderTest extends AutoCloseable {
        RotationStore store();

        /// Makes the row of another rotation, with a name and secrets of its own, leased for [Rotator#LEASE].
        Leased begin(Rotation first);

        /// What consumers read; empty before a publication, and once it is removed.
        Optional<Login> read(RotationId id);

        /// Publishes, and dies between the first and the last thing that is written.
        void publishDying(Leased held, Rotation after);

        @Override
        void close();
    }

    @Test
    void leases_a_row_to_one_worker_at_a_time() {
        with(at -> {
            Leased held = at.begin(Rotations.firstIssue());

            assertThat(at.store().lease(held.id(), LEASE)).isEmpty();
            at.store().release(held);
            assertThat(at.store().lease(held.id(), LEASE)).isPresent();
            assertThat(at.store().lease(held.id(), LEASE)).isEmpty();
        });
    }

    @Test
    void knows_no_lease_of_a_row_that_does_not_exist() {
        with(at -> assertThat(at.store().lease(new RotationId("00000000-0000-0000-0000-000000000000"), LEASE))
                .isEmpty());
    }

    @Test
    void grows_its_epoch_with_each_takeover_and_its_version_with_each_write() {
        with(at -> {
            Leased begun = at.begin(Rotations.firstIssue());
            Leased written = at.store().save(begun, again(begun));
            at.store().release(written);

            Leased taken = at.store().lease(begun.id(), LEASE).orElseThrow();

            assertThat(written.version()).isGreaterThan(begun.version());
            assertThat(taken.epoch()).isGreaterThan(begun.epoch());
            assertThat(taken.version()).isEqualTo(written.version());
            assertThat(taken.rotation()).isEqualTo(written.rotation());
        });
    }

    @Test
    void writes_nothing_for_a_worker_that_was_taken_over() {
        with(at -> {
            Leased sleeper = issued(at);
            at.store().release(sleeper);
            Leased other = at.store().lease(sleeper.id(), LEASE).orElseThrow();
            Optional<Login> read = at.read(sleeper.id());

            assertThatThrownBy(() -> at.store().save(sleeper, staged(sleeper))).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> at.store().publish(sleeper, next(sleeper))).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> at.store().remove(sleeper, true)).isInstanceOf(LeaseLost.class);
            assertThatThrownBy(() -> at.store().renew(sleeper, LEASE)).isInstanceOf(LeaseLost.class);
            at.store().release(sleeper);
            assertThat(at.store().lease(sleeper.id(), LEASE)).isEmpty();
            assertThat(at.store().renew(other, LEASE).rotation()).isEqualTo(sleeper.rotation());
            assertThat(at.read(sleeper.id())).isEqualTo(read);
        });
    }

    @Test
    void refuses_a_second_write_of_what_was_read_once() {
        with(at -> {
            Leased held = issued(at);
            Leased written = at.store().save(held, staged(held));

            assertThatThrownBy(() -> at.store().save(held, held.rotation())).isInstanceOf(LeaseLost.class);
            assertThat(at.store().renew(written, LEASE).rotation()).isEqualTo(written.rotation());
        });
    }

    @Test
    void gives_on_a_lease_whose_time_is_over() {
        with(at -> {
            Leased begun = at.begin(Rotations.firstIssue());
            at.store().release(begun);
            Leased brief = at.store().lease(begun.id(), Duration.ZERO).orElseThrow();

            Leased next = at.store().lease(begun.id(), LEASE).orElseThrow();

            assertThat(next.epoch()).isGreaterThan(brief.epoch());
            assertThatThrownBy(() -> at.store().save(brief, again(brief))).isInstanceOf(LeaseLost.class);
        });
    }

    @Test
    void shows_consumers_nothing_before_the_first_publication() {
        with(at -> {
            Leased held = at.begin(Rotations.firstIssue());

            assertThat(at.read(held.id())).isEmpty();
            Leased published = at.store().publish(held, Rotations.published(held.rotation(), START));
            assertThat(at.read(held.id())).contains(active(published).login());
        });
    }

    @Test
    void begins_with_an_adopted_credential_that_is_published_already() {
        with(at -> {
            Rotation adopted = Rotations.published(Rotations.firstIssue(), START);

            Leased held = at.begin(adopted);

            assertThat(at.read(held.id())).contains(active(held).login());
            assertThat(at.store().renew(held, LEASE).rotation()).isEqualTo(adopted);
        });
    }

    @Test
    void keeps_what_was_promised_with_an_adopted_credential_and_publishes_what_follows() {
        with(at -> {
            Rotation adopted = Rotations.adopted();

            Leased begun = at.begin(adopted);
            Leased held = at.store().renew(begun, LEASE);
            Leased published = at.store().publish(held, next(held));

            assertThat(held.rotation()).isEqualTo(adopted);
            assertThat(adopted.nextRotationAt()).isPresent();
            assertThat(active(published).version()).isEqualTo(2);
            assertThat(at.read(begun.id())).contains(active(published).login());
        });
    }

    @Test
    void changes_the_row_and_what_consumers_read_together() {
        with(at -> {
            Leased held = issued(at);

            Leased published = at.store().publish(held, next(held));

            assertThat(active(published).version()).isEqualTo(2);
            assertThat(at.read(held.id())).contains(active(published).login());
            assertThat(at.store().renew(published, LEASE).rotation()).isEqualTo(next(held));
        });
    }

    @Test
    void leaves_all_or_nothing_of_a_publication_in_which_it_dies() {
        with(at -> {
            Leased held = issued(at);

            at.publishDying(held, next(held));

            Leased found = at.store().renew(held, LEASE);
            assertThat(at.read(held.id())).contains(active(found).login());
        });
    }

    @Test
    void does_not_publish_a_version_twice() {
        with(at -> {
            Leased held = issued(at);
            Optional<Login> read = at.read(held.id());
            Credential same = active(held);
            var other = new Credential(
                    new AccountName("user-other"),
                    same.origin(),
                    same.password(),
                    same.version(),
                    same.salt(),
                    same.rules());
            var set = new CredentialSet(
                    held.rotation().state().credentials().shape(), new Slot.Live(other), new Slot.Vacant(), 0);

            at.store().publish(held, held.rotation().in(new Settled(set), START));

            assertThat(at.read(held.id())).isEqualTo(read);
        });
    }

    @Test
    void removes_what_consumers_read_only_if_it_should() {
        with(at -> {
            Leased kept = issued(at);
            Leased gone = issued(at);

            at.store().remove(kept, false);
            at.store().remove(gone, true);

            assertThat(at.read(kept.id())).contains(active(kept).login());
            assertThat(at.read(gone.id())).isEmpty();
            assertThat(at.store().lease(gone.id(), LEASE)).isEmpty();
            assertThat(at.store().lease(kept.id(), LEASE)).isEmpty();
        });
    }

    @Test
    void shows_what_wants_to_be_looked_at_and_nobody_holds() {
        with(at -> {
            Leased late = at.begin(Rotations.firstIssue().waking(START));
            Leased later = at.begin(Rotations.firstIssue().waking(START.plusSeconds(1)));
            Leased asleep = at.begin(Rotations.firstIssue().waking(LATER.plusSeconds(1)));
            Leased held = at.begin(Rotations.firstIssue().waking(START));
            List.of(late, later, asleep).forEach(at.store()::release);

            List<RotationId> awake = at.store().awake(LATER, 10);

            assertThat(awake).doesNotContain(held.id(), asleep.id()).containsSubsequence(late.id(), later.id());
            assertThat(at.store().awake(LATER, 1)).containsExactly(late.id());
        });
    }

    @Test
    void keeps_every_field_of_every_state() {
        with(at -> {
            Leased held = issued(at);
            for (Rotation rotation : Rotations.ofEveryState()) {
                held = at.store().save(held, rotation);
                assertThat(held.rotation()).isEqualTo(rotation);
                assertThat(at.store().renew(held, LEASE).rotation()).isEqualTo(rotation);
            }
        });
    }

    private void with(Consumer<StoreUnderTest> test) {
        try (StoreUnderTest at = open()) {
            test.accept(at);
        }
    }

    private static Leased issued(StoreUnderTest at) {
        Leased held = at.begin(Rotations.firstIssue());
        return at.store().publish(held, Rotations.published(held.rotation(), START));
    }

    private static Rotation again(Leased held) {
        return held.rotation().waking(LATER);
    }

    private static Rotation staged(Leased held) {
        CredentialSet set = held.rotation().state().credentials();
        Credential next = Rotations.credential("user-" + set.nextVersion(), Credential.Origin.MADE, set.nextVersion());
        return held.rotation().in(new Staged(set, next, 0), START);
    }

    private static Rotation next(Leased held) {
        return Rotations.published(staged(held), LATER);
    }

    private static Credential active(Leased held) {
        return held.rotation().state().credentials().published().orElseThrow();
    }
}
