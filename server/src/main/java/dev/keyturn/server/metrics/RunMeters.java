// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.metrics;

import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/// Counts what runs do, without saying of which rotation.
public final class RunMeters implements RotationListener {
    private final MeterRegistry registry;

    RunMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(RotationId id, RotationEvent event) {
        switch (event) {
            case RotationEvent.Started(var trigger, var _) ->
                count("keyturn.runs.started", "Runs that began, by who asked for them.", "trigger", lower(trigger));
            case RotationEvent.Succeeded _ -> ended("published");
            case RotationEvent.Failed _ -> ended("failed");
            case RotationEvent.Blocked _ -> ended("blocked");
            case RotationEvent.StepDone done -> step(done);
            case RotationEvent.Drifted _ ->
                count("keyturn.drifts", "Times that a published credential was found to be refused.");
            case RotationEvent.Retired _ ->
                count("keyturn.credentials.retired", "Credentials that were seen to be refused.");
            default -> {
                // what people read in the history, and nobody counts
            }
        }
    }

    private void ended(String outcome) {
        count("keyturn.runs.ended", "Runs that ended, by what they came to.", "outcome", outcome);
    }

    private void step(RotationEvent.StepDone done) {
        Timer.builder("keyturn.steps")
                .description("Steps of runs on nodes of targets.")
                .tag("step", lower(done.step()))
                .tag("outcome", done.failure().isEmpty() ? "success" : "failed")
                .register(registry)
                .record(Duration.between(done.startedAt(), done.finishedAt()));
    }

    private void count(String name, String description, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
