// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.crd.ops.OpsPhase;
import dev.keyturn.operator.crd.ops.OpsRequestSpec;
import dev.keyturn.operator.crd.ops.OpsRequestStatus;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who paused a database (contract §7.4): its annotation, which also is the lock between requests. A pause
/// without it is somebody else's and stays.
public final class Pause {
    public static final String PAUSED_BY = "keyturn.dev/paused-by";

    private static final String INTENT = "-keyturn-intent";
    private static final String REQUEST_UID = "keyturn.dev/request-uid";
    private static final Set<OpsPhase> ENDS = EnumSet.of(OpsPhase.SUCCESSFUL, OpsPhase.FAILED, OpsPhase.SKIPPED);
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

    /// Whether a request, or a person, has the database for itself.
    public static boolean stands(CustomResource<?, ? extends DatabaseStatus> database) {
        return owner(database).isPresent() || StatusWriter.conditions(database).isTrue(DatabaseCondition.PAUSED);
    }

    /// How it stands with the request that paused a database.
    public enum Standing {
        /// It will lift its pause itself, sooner or later.
        AT_WORK,
        /// Nobody will lift its pause.
        FINISHED,
        /// And nobody looks after what it may have left half done.
        GONE
    }

    /// A request at its end whose intent is still there has not put everything in order; whoever executes requests
    /// does.
    public Standing standing(Owner owner, String namespace) {
        Optional<? extends CustomResource<OpsRequestSpec, OpsRequestStatus>> request = switch (owner.kind()) {
            case "RedisOpsRequest" -> cluster.get(RedisOpsRequest.class, namespace, owner.name());
            case "PostgresOpsRequest" -> cluster.get(PostgresOpsRequest.class, namespace, owner.name());
            case "MSSQLServerOpsRequest" -> cluster.get(MSSQLServerOpsRequest.class, namespace, owner.name());
            default -> Optional.empty();
        };
        return request.filter(found -> found.getMetadata().getUid().equals(owner.uid()))
                .map(found -> isFinished(found) && !hasIntent(owner, namespace) ? Standing.FINISHED : Standing.AT_WORK)
                .orElse(Standing.GONE);
    }

    private boolean hasIntent(Owner owner, String namespace) {
        return cluster.get(Secret.class, namespace, owner.name() + INTENT)
                .map(secret ->
                        Optional.ofNullable(secret.getMetadata().getLabels()).orElse(Map.of()))
                .filter(labels -> owner.uid().equals(labels.get(REQUEST_UID)))
                .isPresent();
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
                .filter(ENDS::contains)
                .isPresent();
    }
}
