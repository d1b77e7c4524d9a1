// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who paused a database (contract §7.4): its annotation, which also is the lock between requests. A pause
/// without it is somebody else's and stays.
public final class Pause {
    public static final String PAUSED_BY = "keyturn.dev/paused-by";

    private static final Set<OpsPhase> FINISHED = EnumSet.of(OpsPhase.SUCCESSFUL, OpsPhase.FAILED, OpsPhase.SKIPPED);
    private static final int PARTS = 3;

    private final Cluster cluster;

    public Pause(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The request that paused a database.
    public record Owner(String kind, String name, String uid) {
        static Optional<Owner> of(String text) {
            String[] parts = text.split("/", -1);
            return parts.length == PARTS ? Optional.of(new Owner(parts[0], parts[1], parts[2])) : Optional.empty();
        }

        /// As the annotation has it.
        String text() {
            return kind + "/" + name + "/" + uid;
        }

        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    public static Optional<Owner> owner(HasMetadata database) {
        Map<String, String> annotations =
                Optional.ofNullable(database.getMetadata().getAnnotations()).orElse(Map.of());
        return Optional.ofNullable(annotations.get(PAUSED_BY)).flatMap(Owner::of);
    }

    /// Whether the request is gone or at its end, so that nobody will lift its pause.
    public boolean isStale(Owner owner, String namespace) {
        Optional<? extends CustomResource<OpsRequestSpec, OpsRequestStatus>> request = switch (owner.kind()) {
            case "RedisOpsRequest" -> cluster.get(RedisOpsRequest.class, namespace, owner.name());
            case "PostgresOpsRequest" -> cluster.get(PostgresOpsRequest.class, namespace, owner.name());
            case "MSSQLServerOpsRequest" -> cluster.get(MSSQLServerOpsRequest.class, namespace, owner.name());
            default -> Optional.empty();
        };
        return request.filter(found -> found.getMetadata().getUid().equals(owner.uid()))
                .filter(found -> !isFinished(found))
                .isEmpty();
    }

    /// Lets go of the lock. The condition has to be gone before: a pause without the lock would stay for ever.
    public <D extends HasMetadata> D unlock(D database) {
        var patch = Cluster.patch();
        patch.withObject("/metadata/annotations").putNull(PAUSED_BY);
        return cluster.merge(database, patch);
    }

    private static boolean isFinished(CustomResource<OpsRequestSpec, OpsRequestStatus> request) {
        return Optional.ofNullable(request.getStatus())
                .flatMap(OpsRequestStatus::phase)
                .filter(FINISHED::contains)
                .isPresent();
    }
}
