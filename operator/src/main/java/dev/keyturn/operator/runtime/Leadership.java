// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to reconcile, held by one process at a time: the Lease `keyturn-operator`. A process that lost it
/// competes again. Its workers are told on one thread, so that begin and end never cross, and another than the
/// election's, which has to renew the Lease meanwhile.
final class Leadership implements AutoCloseable {
    static final String LEASE = "keyturn-operator";
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final OperatorConfig.Place place;
    private final Workers workers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("keyturn-leadership").factory());

    private Optional<CompletableFuture<?>> election = Optional.empty();
    private boolean leading;
    private boolean closing;

    Leadership(KubernetesClient client, OperatorConfig.Place place, Workers workers) {
        this.client = client;
        this.place = place;
        this.workers = workers;
    }

    /// Competes from now on.
    void start() {
        tell(this::compete);
    }

    private void compete() {
        if (closing) {
            return;
        }
        var config = new LeaderElectionConfig(
                new LeaseLock(place.namespace(), LEASE, place.identity()),
                LENGTH,
                RENEWAL,
                RETRY,
                new LeaderCallbacks(() -> tell(this::won), () -> tell(this::lost), holder -> tell(() -> seen(holder))),
                true,
                LEASE);
        election = Optional.of(client.leaderElector().withConfig(config).build().start());
    }

    private void won() {
        leading = true;
        work();
    }

    private void work() {
        if (leading && !closing && !workers.begin(() -> tell(this::broken))) {
            later(AGAIN, this::work);
        }
    }

    private void broken() {
        workers.end();
        work();
    }

    /// The election says it once or twice, and has ended then.
    private void lost() {
        workers.end();
        if (leading && !closing) {
            LOG.atWarn().addKeyValue("identity", place.identity()).log("lost the lease; competes again");
            election.ifPresent(ended -> ended.cancel(true));
            later(RETRY, this::compete);
        }
        leading = false;
    }

    private static void seen(@Nullable String holder) {
        LOG.atInfo()
                .addKeyValue(
                        "holder",
                        Optional.ofNullable(holder)
                                .filter(name -> !name.isEmpty())
                                .orElse("nobody"))
                .log("lease has a new holder");
    }

    /// Ends the work first, then gives the Lease back.
    @Override
    public void close() {
        try {
            thread.submit(this::finish).get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.atError().setCause(e.getCause()).log("the lease could not be given back; it ends by itself");
        }
        thread.shutdownNow();
    }

    private void finish() {
        closing = true;
        workers.end();
        election.ifPresent(running -> running.cancel(true));
    }

    /// Nobody is told any more once the thread has ended, and nobody needs to be.
    private void tell(Runnable action) {
        later(Duration.ZERO, action);
    }

    private void later(Duration delay, Runnable action) {
        try {
            var _ = thread.schedule(() -> run(action), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            LOG.atDebug().log("the election spoke after its end");
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the election could not go on");
        }
    }
}
