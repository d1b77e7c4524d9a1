// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static dev.keyturn.server.rotation.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.rotation.RotationMoves.Move;
import dev.keyturn.server.rotation.RotationMoves.Wish;
import dev.keyturn.server.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What the store keeps of a rotation besides its runs: its place, who reads it, and its health.
abstract class RotationViewsCases {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(30);

    /// An empty database.
    abstract StoreAddress address();

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
            RotationId second = released(at, "orders");

            Move moved = at.moves.move(second, new Wish(at.place.folder(), at.elsewhere(), true), LATER);

            assertThat(moved).isInstanceOf(Move.NameTaken.class);
            assertThat(at.secret("orders_PASS")).isPresent();
            assertThat(at.secret(at.elsewhere(), "orders_PASS")).isPresent();
        });
    }

    private void withStore(Consumer<StoreFixture> work) {
        try (var fixture = StoreFixture.open(address())) {
            work.accept(fixture);
        }
    }

    /// A rotation whose first set is published, still leased.
    private static Leased issued(StoreFixture at, String name) {
        Leased held = at.begin(name, Samples.firstIssue(NOW));
        return at.store.publish(held, Samples.published(held.rotation(), NOW));
    }

    private static RotationId released(StoreFixture at, String name) {
        Leased held = issued(at, name);
        at.store.release(held);
        return held.id();
    }
}
