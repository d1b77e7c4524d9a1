// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.metrics;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.rotation.RotationCensus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The state of all rotations as gauges, counted at most every few seconds however often they are asked for. While the
/// store cannot be read, `keyturn_store_readable` is 0 and the other gauges have no value.
public final class RotationGauges {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Supplier<RotationCensus> count;
    private final InstantSource clock;
    private Instant counted = Instant.MIN;
    private Optional<RotationCensus> census = Optional.empty();
    private Optional<MultiGauge> states = Optional.empty();

    /// @param count reads the store
    public RotationGauges(Supplier<RotationCensus> count, InstantSource clock) {
        this.count = count;
        this.clock = clock;
    }

    synchronized void refresh(MeterRegistry registry) {
        if (states.isEmpty()) {
            states = Optional.of(register(registry));
        }
        if (!clock.instant().isBefore(counted.equals(Instant.MIN) ? counted : counted.plus(KEPT))) {
            counted = clock.instant();
            census = read();
            states.orElseThrow().register(rows(), true);
        }
    }

    private Optional<RotationCensus> read() {
        try {
            return Optional.of(count.get());
        } catch (StoreUnavailable _) {
            // said by keyturn_store_readable
            return Optional.empty();
        }
    }

    private MultiGauge register(MeterRegistry registry) {
        gauge(registry, "keyturn.store.readable", "1 while the store can be read.", _ -> census.isPresent() ? 1 : 0);
        gauge(registry, "keyturn.rotations.failed", "Rotations whose last run did not publish.", of(now ->
                (double) now.failed()));
        gauge(registry, "keyturn.rotations.overdue", "Rotations whose promised start has passed.", of(now ->
                (double) now.overdue()));
        gauge(
                registry,
                "keyturn.rotation.lag.max.seconds",
                "How late the most overdue rotation is.",
                of(now -> Meters.seconds(now.longestLag())));
        gauge(
                registry,
                "keyturn.rotation.lag.p99.seconds",
                "How late the latest hundredth of the automatic rotations is at least.",
                of(now -> Meters.seconds(now.lagOfTheLatestHundredth())));
        gauge(
                registry,
                "keyturn.intent.age.max.seconds",
                "Age of the oldest open intent; 0 without one.",
                of(now -> Meters.seconds(now.oldestIntent())));
        gauge(
                registry,
                "keyturn.grace.left.min.seconds",
                "Time until the next previous credential ends; absent if none is about to.",
                of(now -> now.shortestGrace().map(Meters::seconds).orElse(Double.NaN)));
        return MultiGauge.builder("keyturn.rotations")
                .description("Rotations by state.")
                .register(registry);
    }

    private Function<RotationGauges, Double> of(Function<RotationCensus, Double> part) {
        return gauges -> gauges.census.map(part).orElse(Double.NaN);
    }

    private void gauge(
            MeterRegistry registry, String name, String description, Function<RotationGauges, ? extends Number> value) {
        Gauge.builder(name, this, gauges -> value.apply(gauges).doubleValue())
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private List<MultiGauge.Row<?>> rows() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        census.map(RotationCensus::byState)
                .orElseGet(Map::of)
                .forEach((state, number) -> rows.add(MultiGauge.Row.of(Tags.of("state", state), number)));
        return rows;
    }
}
