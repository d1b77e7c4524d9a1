// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.ops.request.OpenRequest;
import dev.keyturn.operator.provision.Offshoots;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the requests of one engine to the Ops-manager whenever something happens that one of them may wait for: to
/// itself, to its database, to the pods of that, or to another request for it.
final class Requests<
        S extends DatabaseSpec,
        D extends CustomResource<S, ? extends DatabaseStatus>,
        R extends CustomResource<OpsRequestSpec, OpsRequestStatus>> {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final Set<OpsPhase> OPEN = EnumSet.of(OpsPhase.PENDING, OpsPhase.PROGRESSING);

    private final Desk<S, D> desk;
    private final Class<R> kind;
    private final OpsManager<S, D> manager;

    Requests(Desk<S, D> desk, Class<R> kind) {
        this.desk = desk;
        this.kind = kind;
        this.manager = new OpsManager<>(desk);
    }

    /// A request is not brought here by what is written into its own status: each try that is written down would be
    /// followed by the next one at once.
    List<EventSource<?, R>> sources(EventSourceContext<R> context) {
        Class<D> database = desk.engine().parts().resource();
        String pods = Offshoots.NAME + "=" + HasMetadata.getFullResourceName(database);
        return List.of(
                source(context, settings(database, "database"), object -> name(object)),
                source(
                        context,
                        settings(kind, "others").withOnUpdateFilter(Requests::isFurther),
                        request -> request.getSpec().databaseRef().name()),
                source(
                        context,
                        settings(Pod.class, "pods").withLabelSelector(pods),
                        pod -> Objects.requireNonNullElse(
                                pod.getMetadata().getLabels().get(Offshoots.INSTANCE), "")));
    }

    UpdateControl<R> reconcile(R request, Context<R> context) {
        if (context.isPrimaryResourceDeleted()) {
            return UpdateControl.noUpdate();
        }
        Pace pace = turn(request);
        return pace.after()
                .map(after -> UpdateControl.<R>noUpdate().rescheduleAfter(after))
                .orElseGet(UpdateControl::noUpdate);
    }

    private Pace turn(R request) {
        try {
            return manager.turn(request);
        } catch (OpenRequest.GoneException gone) {
            return Pace.NEVER;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Pace.AT_ONCE;
            }
            LOG.atWarn()
                    .addKeyValue("kind", request.getKind())
                    .addKeyValue("namespace", request.getMetadata().getNamespace())
                    .addKeyValue("name", request.getMetadata().getName())
                    .addKeyValue("code", e.getCode())
                    .setCause(e)
                    .log("the cluster refused a step of a request; it is tried again");
            return Pace.STEP;
        }
    }

    private <T extends HasMetadata> InformerEventSourceConfiguration.Builder<T> settings(Class<T> type, String name) {
        return InformerEventSourceConfiguration.from(type, kind).withName(name).withNamespacesInheritedFromController();
    }

    /// @param database of which something is
    private <T extends HasMetadata> EventSource<?, R> source(
            EventSourceContext<R> context,
            InformerEventSourceConfiguration.Builder<T> settings,
            Function<T, String> database) {
        return new InformerEventSource<>(
                settings.withSecondaryToPrimaryMapper(object -> waiting(context, object, database.apply(object)))
                        .build(),
                context);
    }

    /// Only the phase of one request is anything to another.
    private static boolean isFurther(
            CustomResource<OpsRequestSpec, OpsRequestStatus> now,
            CustomResource<OpsRequestSpec, OpsRequestStatus> was) {
        return !OpenRequest.phase(now).equals(OpenRequest.phase(was));
    }

    /// Requests that are not at their end.
    private Set<ResourceID> waiting(EventSourceContext<R> context, HasMetadata object, String database) {
        return context.getPrimaryCache()
                .list(
                        object.getMetadata().getNamespace(),
                        request -> isOpen(request)
                                && request.getSpec().databaseRef().name().equals(database))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private boolean isOpen(R request) {
        return OpenRequest.phase(request).map(OPEN::contains).orElse(true);
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }
}
