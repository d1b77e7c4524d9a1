// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.rotation.ConnectionTurns.Entry;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ConnectionTurnsTest {
    private static final ConnectionId CACHE = new ConnectionId("cache");
    private static final ConnectionId OTHER = new ConnectionId("other");
    private static final RotationId ORDERS = new RotationId("orders");
    private static final RotationId BILLING = new RotationId("billing");

    private final ConnectionTurns turns = new ConnectionTurns(true);

    @Test
    void lets_one_rotation_of_a_connection_in() {
        assertThat(turns.enter(CACHE, ORDERS, Duration.ZERO)).isEqualTo(Entry.INSIDE);

        assertThat(turns.enter(CACHE, BILLING, Duration.ZERO)).isEqualTo(Entry.CONNECTION_BUSY);
        assertThat(turns.enter(OTHER, BILLING, Duration.ZERO)).isEqualTo(Entry.INSIDE);
    }

    @Test
    void does_not_let_a_second_run_of_the_same_rotation_wait() {
        turns.enter(CACHE, ORDERS, Duration.ZERO);

        assertThat(turns.enter(CACHE, ORDERS, Duration.ofDays(1))).isEqualTo(Entry.SAME_ROTATION);
    }

    @Test
    void lets_the_next_in_when_the_first_leaves() throws Exception {
        turns.enter(CACHE, ORDERS, Duration.ZERO);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> turns.enter(CACHE, BILLING, Duration.ofSeconds(20)));

            turns.leave(CACHE, ORDERS);

            assertThat(waiting.get()).isEqualTo(Entry.INSIDE);
        }
    }

    @Test
    void does_not_wait_for_a_rotation_that_is_not_inside_or_longer_than_told() {
        turns.enter(CACHE, ORDERS, Duration.ZERO);

        assertThat(turns.awaitLeft(BILLING, Duration.ofDays(1))).isFalse();
        assertThat(turns.awaitLeft(ORDERS, Duration.ZERO)).isFalse();
    }

    @Test
    void is_not_opened_by_one_who_is_not_inside() {
        turns.enter(CACHE, ORDERS, Duration.ZERO);

        turns.leave(CACHE, BILLING);

        assertThat(turns.enter(CACHE, BILLING, Duration.ZERO)).isEqualTo(Entry.CONNECTION_BUSY);
    }

    @Test
    void lets_everybody_in_where_the_rule_is_off() {
        var off = new ConnectionTurns(false);

        assertThat(off.enter(CACHE, ORDERS, Duration.ZERO)).isEqualTo(Entry.INSIDE);
        assertThat(off.enter(CACHE, BILLING, Duration.ZERO)).isEqualTo(Entry.INSIDE);
    }
}
