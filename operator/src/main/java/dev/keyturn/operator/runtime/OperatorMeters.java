// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// All meters of an operator. No label holds the name of an object. Safe for many threads.
final class OperatorMeters implements Metrics, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    OperatorMeters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    void leader(BooleanSupplier isLeading) {
        Gauge.builder("keyturn.operator.leader", () -> isLeading.getAsBoolean() ? 1 : 0)
                .description("1 if this process reconciles.")
                .register(registry);
    }

    void component(Component component) {
        Gauge.builder(
                        "keyturn.operator.component.idle",
                        () -> component.reason().isPresent() ? 1 : 0)
                .description("1 if the component was wanted but cannot work; the health endpoint says why.")
                .tag("component", component.name().word())
                .register(registry);
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        var begun = Timer.start(registry);
        var outcome = "failed";
        try {
            var result = execution.execute();
            outcome = "done";
            return result;
        } finally {
            begun.stop(Timer.builder("keyturn.operator.reconciliations")
                    .description("Turns of a reconciler, by controller and outcome.")
                    .tag("controller", execution.controllerName())
                    .tag("verb", execution.name())
                    .tag("outcome", outcome)
                    .register(registry));
        }
    }

    @Override
    public <T extends Map<?, ?>> T monitorSizeOf(T map, String name) {
        return registry.gaugeMapSize("keyturn.operator.tracked." + name, Tags.empty(), map);
    }

    /// In the text format of Prometheus.
    String page() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
