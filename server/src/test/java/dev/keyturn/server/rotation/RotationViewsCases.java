// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static dev.keyturn.server.rotation.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.health.Findings;
import dev.keyturn.server.health.Health;
import dev.keyturn.server.health.Status;
import dev.keyturn.server.rotation.PastAttempt.Result;
import dev.keyturn.server.rotation.RotationMoves.Move;
import dev.keyturn.server.rotation.RotationMoves.Wish;
import dev.keyturn.server.sql.StoreAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What the store keeps of a rotation beside its row: the history of its runs, its place, who reads it, its health.
abstract class RotationViewsCases {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(30);
    private static final Findings REFUSED = new Findings(
            Status.FAILING,
            Optional.of(new Failure(Step.VERIFY, Optional.of("cache-1:6379"), "WRONGPASS", "refused")),
            List.of(),
            List.of());

    /// An empty database.
    abstract StoreAddress address();

    @Test
    void keeps_the_history_of_attempts_newest_first() {
        withStore(at -> {
            RotationId id = issued(at, "orders").id();
            var refused = new Failure(Step.VERIFY, Optional.of("cache-2:6379"), "TIMEOUT", "connection timed out");
            at.history.on(id, new RotationEvent.Started(Trigger.CREATE, NOW));
            at.history.on(id, new RotationEvent.StepDone(Step.APPLY, Optional.empty(), Optional.empty(), NOW, LATER));
            at.history.on(id, new RotationEvent.Warned("nodes unknown", NOW));
            at.history.on(id, new RotationEvent.Warned("nodes unknown", NOW));
            at.history.on(id, new RotationEvent.Succeeded(1, LATER));
            at.history.on(id, new RotationEvent.Started(Trigger.MANUAL, LATER));
            at.history.on(
                    id, new RotationEvent.StepDone(Step.VERIFY, refused.node(), Optional.of(refused), LATER, LATER));
            at.history.on(id, new RotationEvent.Failed(refused, LATER));
            at.history.on(id, new RotationEvent.Started(Trigger.SCHEDULE, LATER));

            List<PastAttempt> all = at.rotations.attempts(id, Long.MAX_VALUE, 10);

            assertThat(all)
                    .extracting(PastAttempt::trigger, PastAttempt::outcome, PastAttempt::version)
                    .containsExactly(
                            tuple("schedule", Result.RUNNING, Optional.empty()),
                            tuple("manual", Result.FAILED, Optional.empty()),
                            tuple("create", Result.SUCCESS, Optional.of(1L)));
            assertThat(all.get(1).message()).contains("verify on node cache-2:6379: connection timed out");
            assertThat(all.get(1).steps())
                    .containsExactly(new PastAttempt.PastStep(
                            "verify", Optional.of("cache-2:6379"), Optional.of("connection timed out"), LATER, LATER));
            assertThat(all.get(2).warnings()).containsExactly("nodes unknown");
            assertThat(at.rotations.attempts(id, 2, 10)).containsExactly(all.get(2));
        });
    }

    @Test
    void does_not_mind_history_of_a_rotation_that_is_gone() {
        withStore(at -> {
            at.history.on(new RotationId("gone"), new RotationEvent.Started(Trigger.MANUAL, NOW));

            assertThat(at.rotations.attempts(new RotationId("gone"), Long.MAX_VALUE, 10))
                    .isEmpty();
        });
    }

    @Test
    void ends_an_attempt_whose_end_was_not_recorded_with_the_next() {
        withStore(at -> {
            RotationId id = issued(at, "orders").id();
            at.history.on(id, new RotationEvent.Started(Trigger.MANUAL, NOW));

            at.history.on(id, new RotationEvent.Started(Trigger.MANUAL, LATER));

            PastAttempt lost = at.rotations.attempts(id, Long.MAX_VALUE, 10).getLast();
            assertThat(lost.outcome()).isEqualTo(Result.FAILED);
            assertThat(lost.message()).contains("how it ended was not recorded");
        });
    }

    @Test
    void moves_what_is_under_way_along_and_publishes_there() {
        withStore(at -> {
            Leased held = issued(at, "orders");
            Leased staged = at.store.save(held, Samples.staged(held.rotation()));
            at.store.release(staged);

            Move moved = at.moves.move(held.id(), new Wish(at.place.folder(), at.elsewhere(), false), LATER);

            StoredRotation after = ((Move.Done) moved).after();
            assertThat(after.place()).isEqualTo(new RotationPlace(at.place.project(), at.elsewhere()));
            assertThat(after.rotation()).isEqualTo(staged.rotation());
            assertThat(at.secret("orders_PASS")).isEmpty();
            Leased again = at.store.lease(held.id(), LEASE).orElseThrow();
            at.store.publish(again, Samples.published(again.rotation(), LATER));
            assertThat(at.secret(at.elsewhere(), "orders_PASS").orElseThrow().version())
                    .isEqualTo(2);
        });
    }

    @Test
    void moves_nothing_while_a_run_holds_the_row() {
        withStore(at -> {
            Leased held = issued(at, "orders");

            Move moved = at.moves.move(held.id(), new Wish(at.place.folder(), at.elsewhere(), true), LATER);

            assertThat(moved).isInstanceOf(Move.Running.class);
            assertThat(at.store.renew(held, LEASE).version()).isEqualTo(held.version());
            assertThat(at.secret("orders_PASS")).isPresent();
        });
    }

    @Test
    void moves_nothing_from_a_folder_that_the_rotation_has_left() {
        withStore(at -> {
            RotationId id = released(at, "orders");
            at.moves.move(id, new Wish(at.place.folder(), at.elsewhere(), false), LATER);

            assertThat(at.moves.move(id, new Wish(at.place.folder(), at.elsewhere(), false), LATER))
                    .isInstanceOf(Move.Unknown.class);
        });
    }

    @Test
    void moves_nothing_if_the_name_is_taken_there() {
        withStore(at -> {
            RotationId first = released(at, "orders");
            at.moves.move(first, new Wish(at.place.folder(), at.elsewhere(), false), LATER);
            RotationId second = released(at, "orders", "another");

            Move moved = at.moves.move(second, new Wish(at.place.folder(), at.elsewhere(), true), LATER);

            assertThat(moved).isInstanceOf(Move.NameTaken.class);
            assertThat(at.secret("orders_PASS")).isPresent();
            assertThat(at.secret(at.elsewhere(), "orders_PASS")).isPresent();
        });
    }

    @Test
    void remembers_readers_of_the_two_sets_that_may_log_in() {
        withStore(at -> {
            RotationId id = released(at, "orders");
            IdentityId checkout = at.identity("checkout");
            IdentityId billing = at.identity("billing");
            try (var readers = Readers.start(at.database, at.clock)) {
                readers.read(id, 1, checkout);
                readers.read(id, 2, checkout);
                readers.read(id, 2, billing);
                readers.read(id, 2, new IdentityId("gone"));
                readers.read(new RotationId("gone"), 2, billing);
                assertThat(readers.of(id))
                        .containsExactlyInAnyOrder(
                                new Reading(1, "checkout", NOW),
                                new Reading(2, "billing", NOW),
                                new Reading(2, "checkout", NOW));

                readers.read(id, 3, billing);

                assertThat(readers.of(id)).extracting(Reading::version).containsOnly(2L, 3L);
            }
        });
    }

    @Test
    void writes_a_reader_once_a_minute() {
        withStore(at -> {
            RotationId id = released(at, "orders");
            IdentityId checkout = at.identity("checkout");
            try (var readers = Readers.start(at.database, at.clock)) {
                readers.read(id, 1, checkout);
                at.clock.set(NOW.plusSeconds(59));
                readers.read(id, 1, checkout);
                List<Reading> soon = readers.of(id);
                at.clock.set(NOW.plusSeconds(60));
                readers.read(id, 1, checkout);

                assertThat(soon).extracting(Reading::lastAt).containsExactly(NOW);
                assertThat(readers.of(id)).extracting(Reading::lastAt).containsExactly(NOW.plusSeconds(60));
            }
        });
    }

    @Test
    void writes_the_last_readers_when_it_ends() {
        withStore(at -> {
            RotationId id = released(at, "orders");
            var readers = Readers.start(at.database, at.clock);
            readers.read(id, 1, at.identity("checkout"));

            readers.close();

            assertThat(at.database.<List<Reading>>read(session -> ReaderTable.of(session, id)))
                    .hasSize(1);
        });
    }

    @Test
    void keeps_what_a_check_found_of_the_set_that_it_looked_at() {
        withStore(at -> {
            RotationId id = released(at, "orders");
            StoredRotation checked = at.rotations.find(id).orElseThrow();

            at.health.note(checked, REFUSED);

            Health kept = at.healthOf(checked);
            assertThat(kept.status()).isEqualTo(Status.FAILING);
            assertThat(kept.checkedAt()).contains(NOW);
            assertThat(kept.message()).contains("verify on node cache-1:6379: refused");
            assertThat(sealedHealth(at, id)).doesNotContain("refused");
            Leased held = at.store.lease(id, LEASE).orElseThrow();
            Leased staged = at.store.save(held, Samples.staged(held.rotation()));
            at.store.publish(staged, Samples.published(staged.rotation(), LATER));
            assertThat(at.healthOf(at.rotations.find(id).orElseThrow())).isEqualTo(Health.UNKNOWN);
        });
    }

    @Test
    void keeps_nothing_that_was_found_while_a_run_held_the_row_or_published_another_set() {
        withStore(at -> {
            RotationId id = released(at, "orders");
            StoredRotation checked = at.rotations.find(id).orElseThrow();
            Leased held = at.store.lease(id, LEASE).orElseThrow();

            at.health.note(checked, REFUSED);
            Leased staged = at.store.save(held, Samples.staged(held.rotation()));
            at.store.release(at.store.publish(staged, Samples.published(staged.rotation(), LATER)));
            at.health.note(checked, REFUSED);

            assertThat(at.healthOf(checked)).isEqualTo(Health.UNKNOWN);
            assertThat(at.healthOf(at.rotations.find(id).orElseThrow())).isEqualTo(Health.UNKNOWN);
        });
    }

    private static String sealedHealth(StoreFixture at, RotationId id) {
        return at.database.read(session -> session.one(
                        "SELECT sealed FROM rotation_health WHERE id = ?",
                        row -> new String(row.bytes("sealed"), StandardCharsets.ISO_8859_1),
                        id.value())
                .orElseThrow());
    }

    private void withStore(Consumer<StoreFixture> work) {
        try (var fixture = StoreFixture.open(address())) {
            work.accept(fixture);
        }
    }

    /// A rotation whose first set is published, still leased.
    private static Leased issued(StoreFixture at, String name) {
        return issued(at, name, name);
    }

    private static Leased issued(StoreFixture at, String name, String account) {
        Leased held = at.begin(name, Samples.firstIssue(account, NOW));
        return at.store.publish(held, Samples.published(held.rotation(), NOW));
    }

    private static RotationId released(StoreFixture at, String name) {
        return released(at, name, name);
    }

    private static RotationId released(StoreFixture at, String name, String account) {
        Leased held = issued(at, name, account);
        at.store.release(held);
        return held.id();
    }
}
