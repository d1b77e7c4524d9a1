// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/// Hands the requests for SQL Server to their Ops-manager.
@ControllerConfiguration(
        name = "mssqlserver-ops-manager",
        generationAwareEventProcessing = true,
        triggerReconcilerOnAllEvents = true)
final class MssqlRequests implements Reconciler<MSSQLServerOpsRequest> {
    private final Requests<MSSQLServerSpec, MSSQLServer, MSSQLServerOpsRequest> requests;

    MssqlRequests(Requests<MSSQLServerSpec, MSSQLServer, MSSQLServerOpsRequest> requests) {
        this.requests = requests;
    }

    @Override
    public List<EventSource<?, MSSQLServerOpsRequest>> prepareEventSources(
            EventSourceContext<MSSQLServerOpsRequest> context) {
        return requests.sources(context);
    }

    @Override
    public UpdateControl<MSSQLServerOpsRequest> reconcile(
            MSSQLServerOpsRequest request, Context<MSSQLServerOpsRequest> context) {
        return requests.reconcile(request, context);
    }
}
