// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.ops.restart.Fleet.Ring;
import dev.keyturn.operator.ops.restart.PodStep.Kind;
import dev.keyturn.operator.ops.restart.Progress.Tally;
import dev.keyturn.operator.runtime.FailPoints;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Restarts the pods of a database, one after the other (contract §8.8). Keeps nothing that it needs: what is next is
/// seen, also after a crash. Safe for many threads, one a database.
public final class RollingRestart {
    private static final Logger LOG = LoggerFactory.getLogger(RollingRestart.class);

    /// How long a handover may take before the node forgets it.
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final Look look;
    private final Evictions evictions;
    private final InstantSource clock;

    /// When a node was asked to take over last: asked again meanwhile, it would begin anew.
    private final Map<Heir, Instant> asked = new ConcurrentHashMap<>();

    public RollingRestart(KubernetesClient client, InstantSource clock) {
        this.look = new Look(client, clock);
        this.evictions = new Evictions(client);
        this.clock = clock;
    }

    private record Heir(String namespace, String pod, String revision) {}

    /// Does the next thing that can be done now, and never waits. To be called again when a pod has changed, and every
    /// 5 seconds at the latest. The template has to be changed before, see [TemplateChange].
    ///
    /// @param revision that of the template: pods that carry it are done
    public Progress step(Fleet fleet, String revision) {
        RestartPlan plan = look.at(fleet, revision);
        if (plan.pods().isEmpty()) {
            String pod = fleet.names().name() + "-0";
            return waiting(plan, List.of(), pod, pod + " is not there, since its PetSet is not");
        }
        return switch (plan.next()) {
            case Move.Finish _ -> finish(plan, fleet, revision);
            case Move.Wait wait -> new Progress.Waiting(tally(plan, List.of()), wait.pod(), wait.why(), plan.isQuiet());
            case Move.Evict evict -> evict(plan, fleet, evict);
            case Move.Delete delete -> delete(plan, fleet, delete);
            case Move.HandOver handOver ->
                handOver(plan, fleet, new Heir(fleet.names().namespace(), handOver.to(), revision));
        };
    }

    private Progress finish(RestartPlan plan, Fleet fleet, String revision) {
        plan.pods().forEach(seen -> asked.remove(new Heir(fleet.names().namespace(), seen.pod(), revision)));
        return new Progress.Done(tally(plan, List.of()));
    }

    private Progress evict(RestartPlan plan, Fleet fleet, Move.Evict evict) {
        Optional<String> refusal = evictions.evict(fleet.names().namespace(), evict.pod(), evict.uid());
        if (refusal.isPresent()) {
            return waiting(
                    plan,
                    List.of(new PodStep(Kind.EVICTED, evict.pod(), false)),
                    evict.pod(),
                    evict.pod() + " may not be evicted now: " + refusal.get());
        }
        FailPoints.reached("evicted");
        return gone(plan, fleet, evict.pod());
    }

    private Progress delete(RestartPlan plan, Fleet fleet, Move.Delete delete) {
        evictions.delete(fleet.names().namespace(), delete.pod(), delete.uid());
        return gone(plan, fleet, delete.pod());
    }

    private static Progress gone(RestartPlan plan, Fleet fleet, String pod) {
        LOG.atInfo()
                .addKeyValue("kind", fleet.names().kind())
                .addKeyValue("namespace", fleet.names().namespace())
                .addKeyValue("name", fleet.names().name())
                .addKeyValue("pod", pod)
                .log("a pod is restarted");
        return waiting(
                plan,
                List.of(new PodStep(Kind.EVICTED, pod, true), new PodStep(Kind.BACK, pod, false)),
                pod,
                pod + " is on its way out");
    }

    private Progress handOver(RestartPlan plan, Fleet fleet, Heir heir) {
        List<PodStep> begun = List.of(new PodStep(Kind.HANDED_OVER, heir.pod(), false));
        Instant now = clock.instant();
        boolean isUnderWay = Optional.ofNullable(asked.get(heir))
                .filter(since -> now.isBefore(since.plus(HANDOVER)))
                .isPresent();
        if (!isUnderWay) {
            Optional<String> failure = takeOver(fleet, heir.pod());
            if (failure.isPresent()) {
                return waiting(plan, begun, heir.pod(), heir.pod() + " cannot take over: " + failure.get());
            }
            asked.put(heir, now);
        }
        return new Progress.Waiting(tally(plan, begun), heir.pod(), heir.pod() + " takes over as primary", true);
    }

    private Optional<String> takeOver(Fleet fleet, String pod) {
        Optional<String> address = look.address(fleet, pod);
        if (address.isEmpty() || fleet.ring().isEmpty()) {
            return Optional.of("it does not run");
        }
        Ring ring = fleet.ring().get();
        var at = new Endpoint(address.get(), fleet.door().port());
        Deadline deadline = Deadline.at(clock.instant().plus(fleet.door().patience()), clock);
        try (ClusterSession session =
                ring.driver().open(at, fleet.door().tls(), fleet.door().login(), deadline)) {
            session.takeOver();
            return Optional.empty();
        } catch (Refused | Unanswered e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Progress waiting(RestartPlan plan, List<PodStep> more, String pod, String why) {
        return new Progress.Waiting(tally(plan, more), pod, why, false);
    }

    private static Tally tally(RestartPlan plan, List<PodStep> more) {
        List<PodStep> steps = new ArrayList<>(plan.steps());
        steps.addAll(more);
        return new Tally(plan.back(), plan.pods().size(), steps);
    }
}
