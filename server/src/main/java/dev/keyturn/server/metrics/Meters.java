// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.metrics;

import dev.keyturn.server.http.RequestObserver;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/// All meters of a server. Safe for many threads.
public final class Meters implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunMeters runs = new RunMeters(registry);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// Counts what runs report.
    public RunMeters runs() {
        return runs;
    }

    /// Times requests by route, never by address: ids and names stay out of labels.
    public RequestObserver requests() {
        return (verb, route, status, took) -> Timer.builder("keyturn.http.requests")
                .description("Requests that were answered, by route and status.")
                .tag("method", verb)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    /// The page that [MetricsListener] serves.
    ///
    /// @param census counted anew, at most every few seconds
    public String page(RotationGauges census) {
        census.refresh(registry);
        return registry.scrape();
    }

    /// @param length of what is measured
    static double seconds(Duration length) {
        return length.toMillis() / 1000.0;
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
