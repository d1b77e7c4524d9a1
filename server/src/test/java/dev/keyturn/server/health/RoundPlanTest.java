// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.connection.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");
    private static final RoundPlan HOURLY = new RoundPlan(Duration.ofHours(1));

    @Test
    void gives_a_connection_the_same_minute_of_every_hour() {
        var id = new ConnectionId("b3ef90ef-1025-462f-a51e-0cd9676b1651");

        Instant first = HOURLY.next(id, NOW);
        Instant second = HOURLY.next(id, first);

        assertThat(first).isAfter(NOW).isBeforeOrEqualTo(NOW.plusSeconds(3600));
        assertThat(second).isEqualTo(first.plusSeconds(3600));
        assertThat(HOURLY.next(id, first.minusMillis(1))).isEqualTo(first);
        assertThat(HOURLY.next(id, second.plusSeconds(7 * 3600 + 5))).isEqualTo(second.plusSeconds(8 * 3600));
    }

    @Test
    void spreads_connections_over_the_interval() {
        long quarters = IntStream.range(0, 100)
                .mapToObj(number -> new ConnectionId("connection-" + number * 7919))
                .map(id -> Duration.between(NOW, HOURLY.next(id, NOW)).toMinutes() / 15)
                .distinct()
                .count();

        assertThat(quarters).isEqualTo(4);
    }
}
