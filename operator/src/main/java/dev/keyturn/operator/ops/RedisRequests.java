// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.crd.redis.RedisSpec;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/// Hands the requests for Redis to their Ops-manager.
@ControllerConfiguration(
        name = "redis-ops-manager",
        generationAwareEventProcessing = true,
        triggerReconcilerOnAllEvents = true)
final class RedisRequests implements Reconciler<RedisOpsRequest> {
    private final Requests<RedisSpec, Redis, RedisOpsRequest> requests;

    RedisRequests(Requests<RedisSpec, Redis, RedisOpsRequest> requests) {
        this.requests = requests;
    }

    @Override
    public List<EventSource<?, RedisOpsRequest>> prepareEventSources(EventSourceContext<RedisOpsRequest> context) {
        return requests.sources(context);
    }

    @Override
    public UpdateControl<RedisOpsRequest> reconcile(RedisOpsRequest request, Context<RedisOpsRequest> context) {
        return requests.reconcile(request, context);
    }
}
