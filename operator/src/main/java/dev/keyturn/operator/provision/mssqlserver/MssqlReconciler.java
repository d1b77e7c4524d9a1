// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.provision.Provisioner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/// Hands the SQL Server databases of the cluster to their Provisioner.
@ControllerConfiguration(
        name = "mssqlserver-provisioner",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true)
public final class MssqlReconciler implements Reconciler<MSSQLServer> {

    private final Provisioner<MSSQLServerSpec, MSSQLServer> provisioner;

    public MssqlReconciler(Provisioner<MSSQLServerSpec, MSSQLServer> provisioner) {
        this.provisioner = provisioner;
    }

    @Override
    public List<EventSource<?, MSSQLServer>> prepareEventSources(EventSourceContext<MSSQLServer> context) {
        return provisioner.sources(context);
    }

    @Override
    public UpdateControl<MSSQLServer> reconcile(MSSQLServer database, Context<MSSQLServer> context) {
        return provisioner.reconcile(database, context);
    }
}
