// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.request;

import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.runtime.StatusPatch;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A request that is worked on, as the API server last showed it. Each write rests on that, and a request that somebody
/// else wrote meanwhile is not written. For one thread.
public final class OpenRequest {
    private static final String FINALIZER = "keyturn.dev/rotation";
    private static final Set<OpsPhase> TERMINAL = Set.of(OpsPhase.SUCCESSFUL, OpsPhase.FAILED, OpsPhase.SKIPPED);

    private final KubernetesClient client;
    private final Cluster cluster;
    private CustomResource<OpsRequestSpec, OpsRequestStatus> seen;

    public OpenRequest(
            KubernetesClient client, Cluster cluster, CustomResource<OpsRequestSpec, OpsRequestStatus> seen) {
        this.client = client;
        this.cluster = cluster;
        this.seen = seen;
    }

    public CustomResource<OpsRequestSpec, OpsRequestStatus> seen() {
        return seen;
    }

    public OpsRequestSpec spec() {
        return seen.getSpec();
    }

    public String namespace() {
        return seen.getMetadata().getNamespace();
    }

    public String name() {
        return seen.getMetadata().getName();
    }

    public String uid() {
        return seen.getMetadata().getUid();
    }

    public Map<String, String> annotations() {
        return Objects.requireNonNullElse(seen.getMetadata().getAnnotations(), Map.of());
    }

    public Optional<OpsPhase> phase() {
        return phase(seen);
    }

    /// How far any request is; empty if nobody has looked at it yet.
    public static Optional<OpsPhase> phase(CustomResource<OpsRequestSpec, OpsRequestStatus> request) {
        return Optional.ofNullable(request.getStatus()).flatMap(OpsRequestStatus::phase);
    }

    /// Whether its phase is final.
    public boolean isOver() {
        return phase().filter(TERMINAL::contains).isPresent();
    }

    /// Whether somebody deletes it.
    public boolean isLeaving() {
        return seen.getMetadata().getDeletionTimestamp() != null;
    }

    public Ledger ledger() {
        return new Ledger(
                Optional.ofNullable(seen.getStatus())
                        .map(OpsRequestStatus::conditions)
                        .orElse(List.of()),
                seen.getMetadata().getGeneration());
    }

    /// Reads it anew.
    ///
    /// @throws GoneException if it is not there any more
    public void reload() {
        seen = Optional.ofNullable(named(seen).get())
                .filter(found -> found.getMetadata().getUid().equals(uid()))
                .orElseThrow(GoneException::new);
    }

    public void write(Ledger next) {
        write(phase(), next);
    }

    public void write(OpsPhase phase, Ledger next) {
        write(Optional.of(phase), next);
    }

    private void write(Optional<OpsPhase> phase, Ledger next) {
        var status = new OpsRequestStatus(
                phase,
                Optional.of(seen.getMetadata().getGeneration()),
                next.list(),
                Optional.ofNullable(seen.getStatus())
                        .map(OpsRequestStatus::pausedBackups)
                        .orElse(List.of()));
        seen = StatusPatch.write(client, seen, status).orElse(seen);
    }

    /// Whether a deletion waits for us.
    public boolean isHeld() {
        return seen.getFinalizers().contains(FINALIZER);
    }

    /// Deleting it takes until [#letGo()].
    public void hold() {
        finalizers(true);
    }

    public void letGo() {
        finalizers(false);
    }

    /// Writes an annotation.
    public void annotate(String key, String value) {
        var patch = Cluster.patch();
        patch.withObject("/metadata/annotations").put(key, value);
        seen = cluster.merge(seen, patch);
    }

    private void finalizers(boolean held) {
        if (held == isHeld()) {
            return;
        }
        var patch = Cluster.patch();
        var list = patch.withObject("/metadata").putArray("finalizers");
        seen.getFinalizers().stream().filter(name -> !name.equals(FINALIZER)).forEach(list::add);
        if (held) {
            list.add(FINALIZER);
        }
        seen = cluster.merge(seen, patch);
    }

    private <R extends CustomResource<OpsRequestSpec, OpsRequestStatus>>
            io.fabric8.kubernetes.client.dsl.Resource<R> named(R request) {
        @SuppressWarnings("unchecked") // the class of an R
        var type = (Class<R>) request.getClass();
        return client.resources(type).inNamespace(namespace()).withName(name());
    }

    /// `RedisOpsRequest shop/orders-cache-rotate`.
    @Override
    public String toString() {
        return seen.getKind() + " " + namespace() + "/" + name();
    }

    /// The request is not there any more.
    public static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GoneException() {
            super("the request is gone");
        }
    }
}
