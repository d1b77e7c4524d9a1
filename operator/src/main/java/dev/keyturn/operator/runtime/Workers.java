// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reconcilers of all components, which work while this process is the leader. Each leadership has new ones, with
/// caches of their own: what was known before it counts for nothing.
///
/// [#begin] and [#end()] are called by one thread.
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration LAST_TURN = Duration.ofSeconds(10);
    private static final Duration CACHE = Duration.ofSeconds(60);

    private final KubernetesClient client;
    private final List<Controller<?>> controllers;
    private final Set<String> namespaces;
    private final Metrics metrics;
    private final AtomicReference<State> state = new AtomicReference<>(new State.Standby());

    /// How the work stands.
    sealed interface State {
        /// Another process has the Lease, or none has it yet.
        record Standby() implements State {}

        record Working(Operator operator) implements State {}

        /// We have the Lease, but do not see the cluster's objects. It is tried again.
        record Failing(String why) implements State {}
    }

    /// @param namespaces empty: all
    Workers(KubernetesClient client, List<Controller<?>> controllers, Set<String> namespaces, Metrics metrics) {
        this.client = client;
        this.controllers = List.copyOf(controllers);
        this.namespaces = Set.copyOf(namespaces);
        this.metrics = metrics;
    }

    /// Empty if all is well, otherwise why nothing is worked on, or not all that should be.
    Optional<String> trouble() {
        return switch (state.get()) {
            case State.Standby() -> Optional.empty();
            case State.Failing(String why) -> Optional.of(why);
            case State.Working(Operator operator)
            when controllers.isEmpty() || operator.getRuntimeInfo().allEventSourcesAreHealthy() -> Optional.empty();
            case State.Working _ -> Optional.of("A watch of the cluster's objects is broken; it is tried again.");
        };
    }

    boolean isLeading() {
        return !(state.get() instanceof State.Standby);
    }

    /// Begins to work, unless it does already.
    ///
    /// @param broken called, by any thread, when a watch has ended for good
    /// @return false if it could not begin; call it again later
    boolean begin(Runnable broken) {
        if (state.get() instanceof State.Working) {
            return true;
        }
        var operator = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(metrics)
                .withCacheSyncTimeout(CACHE)
                .withReconciliationTerminationTimeout(LAST_TURN)
                .withInformerStoppedHandler((informer, cause) -> stopped(informer, cause, broken)));
        try {
            controllers.forEach(controller -> controller.register(operator, namespaces));
            if (!controllers.isEmpty()) {
                operator.start();
            }
            state.set(new State.Working(operator));
            LOG.atInfo().addKeyValue("controllers", controllers.size()).log("leads, and reconciles");
            return true;
        } catch (RuntimeException e) {
            operator.stop();
            state.set(new State.Failing("The cluster's objects cannot be watched, it is tried again: " + reason(e)));
            LOG.atError().setCause(e).log("leads, but cannot watch the cluster's objects; tries again");
            return false;
        }
    }

    /// Ends the work, with the time that turns under way need.
    void end() {
        if (state.getAndSet(new State.Standby()) instanceof State.Working(Operator operator)
                && !controllers.isEmpty()) {
            operator.stop();
            LOG.atInfo().log("reconciles no longer");
        }
    }

    private static void stopped(SharedIndexInformer<?> informer, @Nullable Throwable cause, Runnable broken) {
        if (cause != null && informer.hasSynced()) {
            LOG.atError().setCause(cause).log("a watch ended; begins anew");
            broken.run();
        }
    }

    /// In the words of the server, if it said any.
    private static String reason(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var said = root instanceof KubernetesClientException refused
                ? Optional.ofNullable(refused.getStatus()).map(Status::getMessage)
                : Optional.<String>empty();
        return said.or(() -> Optional.ofNullable(failure.getMessage()))
                .orElse(root.getClass().getSimpleName());
    }
}
