// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.Provisioner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/// Hands the Redis databases of the cluster to their Provisioner.
@ControllerConfiguration(
        name = "redis-provisioner",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true)
public final class RedisReconciler implements Reconciler<Redis> {

    private final Provisioner<RedisSpec, Redis> provisioner;

    public RedisReconciler(Provisioner<RedisSpec, Redis> provisioner) {
        this.provisioner = provisioner;
    }

    @Override
    public List<EventSource<?, Redis>> prepareEventSources(EventSourceContext<Redis> context) {
        return provisioner.sources(context);
    }

    @Override
    public UpdateControl<Redis> reconcile(Redis database, Context<Redis> context) {
        return provisioner.reconcile(database, context);
    }
}
