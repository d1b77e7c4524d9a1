// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.postgres;

import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.provision.Provisioner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;

/// Hands the Postgres databases of the cluster to their Provisioner.
@ControllerConfiguration(
        name = "postgres-provisioner",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true)
public final class PostgresReconciler implements Reconciler<Postgres> {

    private final Provisioner<PostgresSpec, Postgres> provisioner;

    public PostgresReconciler(Provisioner<PostgresSpec, Postgres> provisioner) {
        this.provisioner = provisioner;
    }

    @Override
    public List<EventSource<?, Postgres>> prepareEventSources(EventSourceContext<Postgres> context) {
        return provisioner.sources(context);
    }

    @Override
    public UpdateControl<Postgres> reconcile(Postgres database, Context<Postgres> context) {
        return provisioner.reconcile(database, context);
    }
}
