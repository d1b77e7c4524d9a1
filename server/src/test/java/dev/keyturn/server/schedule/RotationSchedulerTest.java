// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.schedule.RotationScheduler.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RotationSchedulerTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final InstantSource CLOCK = () -> NOW;
    private static final RotationId ORDERS = new RotationId("orders");
    private static final RotationId BILLING = new RotationId("billing");
    private static final Pace BRISK = new Pace(1, Duration.ofMillis(5), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private final BlockingQueue<RotationId> advanced = new LinkedBlockingQueue<>();

    @Test
    void looks_at_the_rows_that_are_awake_again_and_again() throws InterruptedException {
        try (var _ = RotationScheduler.start((_, _) -> List.of(ORDERS), advanced::add, CLOCK, BRISK)) {
            assertThat(advanced.take()).isEqualTo(ORDERS);
            assertThat(advanced.take()).isEqualTo(ORDERS);
        }
    }

    @Test
    void goes_on_after_the_store_was_away() throws InterruptedException {
        var looks = new AtomicInteger();
        RotationScheduler.Awake flaky = (_, _) -> {
            if (looks.incrementAndGet() < 3) {
                throw new StoreUnavailable("the store does not answer");
            }
            return List.of(ORDERS);
        };

        try (var _ = RotationScheduler.start(flaky, advanced::add, CLOCK, BRISK)) {
            assertThat(advanced.take()).isEqualTo(ORDERS);
        }
    }

    @Test
    void lets_a_row_rest_that_broke_and_looks_at_the_others() throws InterruptedException {
        RotationScheduler.Advance breaking = id -> {
            advanced.add(id);
            if (id.equals(ORDERS)) {
                throw new IllegalStateException("a bug");
            }
        };

        try (var _ = RotationScheduler.start((_, _) -> List.of(ORDERS, BILLING), breaking, CLOCK, BRISK)) {
            assertThat(advanced.take()).isEqualTo(ORDERS);
            assertThat(advanced.take()).isEqualTo(BILLING);
            assertThat(advanced.take()).isEqualTo(BILLING);
        }
    }

    @Test
    void uses_no_more_workers_than_it_has() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        RotationScheduler.Advance counting = id -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            advanced.add(id);
            inside.decrementAndGet();
        };

        try (var _ = RotationScheduler.start((_, _) -> List.of(ORDERS, BILLING), counting, CLOCK, BRISK)) {
            for (int i = 0; i < 20; i++) {
                var _ = advanced.take();
            }
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void begins_nothing_and_ends_what_is_under_way_when_it_is_closed() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        RotationScheduler.Advance slow = id -> {
            begun.countDown();
            await(mayEnd);
            advanced.add(id);
        };
        var scheduler = RotationScheduler.start((_, _) -> List.of(ORDERS), slow, CLOCK, BRISK);
        begun.await();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var closing = threads.submit(scheduler::close);
            assertThat(advanced).isEmpty();
            mayEnd.countDown();
            closing.get();
        }

        assertThat(advanced).containsExactly(ORDERS);
        assertThat(advanced.poll()).isEqualTo(ORDERS);
        assertThat(advanced.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
