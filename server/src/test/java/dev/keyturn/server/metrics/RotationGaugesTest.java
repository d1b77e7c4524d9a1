// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.rotation.RotationCensus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotationGaugesTest {
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final RotationCensus CENSUS = new RotationCensus(
            Map.of("settled", 7L, "blocked", 1L),
            2,
            3,
            Duration.ofMillis(90_500),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Optional.empty());

    private static final Failure TIMEOUT =
            new Failure(Step.VERIFY, Optional.of("cache-1:6379"), "timeout", "connection timed out");

    private final Meters meters = new Meters();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger counted = new AtomicInteger();

    @AfterEach
    void close() {
        meters.close();
    }

    private RotationCensus count() {
        counted.incrementAndGet();
        return CENSUS;
    }

    @Test
    void says_how_late_rotations_are_and_how_old_their_intents() {
        String page = meters.page(new RotationGauges(this::count, now::get));

        assertThat(page)
                .contains("keyturn_rotations{state=\"settled\"} 7.0")
                .contains("keyturn_rotations{state=\"blocked\"} 1.0")
                .contains("keyturn_rotations_failed 2.0")
                .contains("keyturn_rotations_overdue 3.0")
                .contains("keyturn_rotation_lag_max_seconds 90.5")
                .contains("keyturn_rotation_lag_p99_seconds 60.0")
                .contains("keyturn_intent_age_max_seconds 30.0")
                .contains("keyturn_grace_left_min_seconds NaN")
                .contains("keyturn_store_readable 1.0")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void does_not_ask_the_store_for_each_request() {
        var gauges = new RotationGauges(this::count, now::get);

        var _ = meters.page(gauges);
        now.set(NOON.plusSeconds(4));
        var _ = meters.page(gauges);
        now.set(NOON.plusSeconds(5));
        var _ = meters.page(gauges);

        assertThat(counted).hasValue(2);
    }

    @Test
    void has_no_values_while_the_store_cannot_be_read() {
        String page = meters.page(new RotationGauges(
                () -> {
                    throw new StoreUnavailable("the store is gone");
                },
                now::get));

        assertThat(page).contains("keyturn_store_readable 0.0").contains("keyturn_rotations_overdue NaN");
    }

    @Test
    void counts_runs_and_times_their_steps_without_naming_a_rotation() {
        var id = new RotationId("9f0c");
        meters.runs().on(id, new RotationEvent.Started(Trigger.MANUAL, NOON));
        meters.runs()
                .on(
                        id,
                        new RotationEvent.StepDone(
                                Step.VERIFY,
                                Optional.of("cache-1:6379"),
                                Optional.of(TIMEOUT),
                                NOON,
                                NOON.plusSeconds(2)));
        meters.runs().on(id, new RotationEvent.Failed(TIMEOUT, NOON));

        assertThat(meters.page(new RotationGauges(this::count, now::get)))
                .contains("keyturn_runs_started_total{trigger=\"manual\"} 1.0")
                .contains("keyturn_runs_ended_total{outcome=\"failed\"} 1.0")
                .contains("keyturn_steps_seconds_sum{outcome=\"failed\",step=\"verify\"} 2.0")
                .doesNotContain("9f0c", "cache-1");
    }
}
