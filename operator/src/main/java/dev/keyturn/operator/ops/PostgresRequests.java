// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/// Hands the requests for PostgreSQL to their Ops-manager.
@ControllerConfiguration(
        name = "postgres-ops-manager",
        generationAwareEventProcessing = true,
        triggerReconcilerOnAllEvents = true)
final class PostgresRequests implements Reconciler<PostgresOpsRequest> {
    private final Requests<PostgresSpec, Postgres, PostgresOpsRequest> requests;

    PostgresRequests(Requests<PostgresSpec, Postgres, PostgresOpsRequest> requests) {
        this.requests = requests;
    }

    @Override
    public List<EventSource<?, PostgresOpsRequest>> prepareEventSources(
            EventSourceContext<PostgresOpsRequest> context) {
        return requests.sources(context);
    }

    @Override
    public UpdateControl<PostgresOpsRequest> reconcile(
            PostgresOpsRequest request, Context<PostgresOpsRequest> context) {
        return requests.reconcile(request, context);
    }
}
