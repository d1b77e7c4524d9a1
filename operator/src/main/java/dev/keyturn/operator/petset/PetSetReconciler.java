// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PetSetStatus;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import dev.keyturn.operator.runtime.EventLog;
import dev.keyturn.operator.runtime.StatusPatch;
import dev.keyturn.operator.runtime.Surroundings;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the StatefulSet of each PetSet as the PetSet says, and mirrors its status. It knows nothing of databases, so a
/// database that is paused still gets its pods.
@ControllerConfiguration(name = "petset", fieldManager = PetSetReconciler.MANAGER)
public final class PetSetReconciler implements Reconciler<PetSet> {
    static final String MANAGER = "keyturn-petset";

    private static final Logger LOG = LoggerFactory.getLogger(PetSetReconciler.class);
    private static final String BY_POLICY = "placement-policy";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int WRITTEN_MEANWHILE = 409;
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final InstantSource clock;
    private final EventLog events;

    private Optional<InformerEventSource<StatefulSet, PetSet>> statefulSets = Optional.empty();
    private Optional<InformerEventSource<PlacementPolicy, PetSet>> policies = Optional.empty();

    public PetSetReconciler(Surroundings around) {
        this.client = around.client();
        this.clock = around.clock();
        this.events = new EventLog(around.client(), around.clock(), MANAGER);
    }

    @Override
    public List<EventSource<?, PetSet>> prepareEventSources(EventSourceContext<PetSet> context) {
        context.getPrimaryCache()
                .addIndexer(
                        BY_POLICY,
                        petSet -> StatefulSets.policyName(petSet).stream().toList());
        var sets = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(StatefulSet.class, PetSet.class)
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(PetSet.class))
                        .build(),
                context);
        var placements = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(PlacementPolicy.class, PetSet.class)
                        .withWatchAllNamespaces()
                        .withSecondaryToPrimaryMapper(policy ->
                                context
                                        .getPrimaryCache()
                                        .byIndex(BY_POLICY, policy.getMetadata().getName())
                                        .stream()
                                        .map(ResourceID::fromResource)
                                        .collect(Collectors.toSet()))
                        .build(),
                context);
        statefulSets = Optional.of(sets);
        policies = Optional.of(placements);
        return List.of(sets, placements);
    }

    @Override
    public UpdateControl<PetSet> reconcile(PetSet petSet, Context<PetSet> context) {
        if (petSet.isMarkedForDeletion()) {
            return UpdateControl.noUpdate();
        }
        try {
            var _ = StatusPatch.write(client, petSet, carriedOut(petSet, context));
            return UpdateControl.noUpdate();
        } catch (KubernetesClientException e) {
            if (e.getCode() != WRITTEN_MEANWHILE) {
                throw e;
            }
            // what somebody else wrote is on its way to our cache
            return UpdateControl.<PetSet>noUpdate().rescheduleAfter(SOON);
        }
    }

    private PetSetStatus carriedOut(PetSet petSet, Context<PetSet> context) {
        var there = there(petSet);
        var policy = StatefulSets.policyName(petSet).flatMap(this::policy);
        return switch (StatefulSets.of(petSet, policy)) {
            case Wanted.Refused refused -> refused(petSet, there, refused);
            case Wanted.Made _
            when there.filter(set -> !isMadeBy(petSet, set)).isPresent() ->
                refused(petSet, Optional.empty(), Refusals.nameTaken(petSet));
            case Wanted.Made made -> made(petSet, there, made, context);
        };
    }

    private PetSetStatus made(PetSet petSet, Optional<StatefulSet> there, Wanted.Made made, Context<PetSet> context) {
        try {
            var now = there.filter(set -> SSABasedGenericKubernetesResourceMatcher.<StatefulSet>getInstance()
                            .matches(set, made.statefulSet(), context))
                    .orElseGet(() -> apply(petSet, made));
            return Statuses.reconciled(petSet, now, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        } catch (KubernetesClientException e) {
            return refused(petSet, there, Refusals.of(e).orElseThrow(() -> e));
        }
    }

    private StatefulSet apply(PetSet petSet, Wanted.Made made) {
        if (!made.ignored().isEmpty()) {
            events.warning(
                    petSet,
                    "PlacementIgnored",
                    "These fields of its PlacementPolicy have no effect: " + String.join(", ", made.ignored()));
        }
        return client.resource(made.statefulSet()).patch(APPLY);
    }

    private PetSetStatus refused(PetSet petSet, Optional<StatefulSet> there, Wanted.Refused refused) {
        LOG.atWarn()
                .addKeyValue("namespace", petSet.getMetadata().getNamespace())
                .addKeyValue("petset", petSet.getMetadata().getName())
                .addKeyValue("reason", refused.reason())
                .log("a PetSet cannot be had");
        return Statuses.refused(petSet, there, refused, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /// From the cache; before one is made, from the cluster, lest a foreign one is taken over.
    private Optional<StatefulSet> there(PetSet petSet) {
        return statefulSets
                .flatMap(cache -> cache.get(ResourceID.fromResource(petSet)))
                .or(() -> Optional.ofNullable(client.apps()
                        .statefulSets()
                        .inNamespace(petSet.getMetadata().getNamespace())
                        .withName(petSet.getMetadata().getName())
                        .get()));
    }

    private Optional<PlacementPolicy> policy(String name) {
        return policies.flatMap(cache -> cache.get(new ResourceID(name)));
    }

    private static boolean isMadeBy(PetSet petSet, StatefulSet set) {
        return set.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> petSet.getMetadata().getUid().equals(owner.getUid()));
    }
}
