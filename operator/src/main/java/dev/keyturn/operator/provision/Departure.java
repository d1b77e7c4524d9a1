// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DeletionPolicy;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What goes and what stays when a database is halted or deleted (contract §4.8). Each step may be the first after a
/// crash: it looks at what is there.
public final class Departure {
    private static final String KEEP = "kubedb.com/resource-policy-keep-on";

    private final Cluster cluster;

    public Departure(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Takes everything away that is no data and no Secret.
    ///
    /// @param secrets those of the database, by name
    /// @return whether no pod is left
    public boolean halt(Offshoots names, List<String> secrets) {
        release(names, secrets);
        Stream.of(PetSet.class, AppBinding.class, PodDisruptionBudget.class, ConfigMap.class, ServiceAccount.class)
                .flatMap(type -> owned(type, names))
                .forEach(cluster::delete);
        owned(Service.class, names).filter(service -> !isKept(service)).forEach(cluster::delete);
        cluster.get(RoleBinding.class, names.namespace(), names.name()).ifPresent(cluster::delete);
        cluster.get(Role.class, names.namespace(), names.name()).ifPresent(cluster::delete);
        return hasNoPods(names);
    }

    /// Prepares the end of a database that is being deleted; what it owns goes with it.
    ///
    /// @param external the Secret that is not ours, if there is one
    /// @return whether it may end
    public boolean leave(Offshoots names, DeletionPolicy policy, List<String> secrets, Optional<String> external) {
        owned(PetSet.class, names).forEach(cluster::delete);
        if (!hasNoPods(names)) {
            return false;
        }
        if (policy == DeletionPolicy.HALT) {
            owned(Service.class, names).filter(Departure::isKept).forEach(service -> disown(names, service));
        } else {
            cluster.list(PersistentVolumeClaim.class, names.namespace(), names.selector())
                    .forEach(cluster::delete);
        }
        if (policy == DeletionPolicy.WIPE_OUT) {
            List<String> foreign = usedByOthers(names);
            List<String> kept = secrets.stream()
                    .filter(name -> foreign.contains(name) || external.equals(Optional.of(name)))
                    .toList();
            release(names, kept);
            secrets.stream().filter(name -> !kept.contains(name)).forEach(name -> wipe(names, name));
        } else {
            release(names, secrets);
        }
        return true;
    }

    private boolean hasNoPods(Offshoots names) {
        return cluster.list(Pod.class, names.namespace(), names.selector()).isEmpty();
    }

    /// Secrets that outlive the database are nobody's.
    private void release(Offshoots names, List<String> secrets) {
        secrets.stream()
                .flatMap(name -> cluster.get(Secret.class, names.namespace(), name).stream())
                .forEach(secret -> disown(names, secret));
    }

    private void wipe(Offshoots names, String name) {
        cluster.get(Secret.class, names.namespace(), name)
                .filter(secret -> names.owns(secret.getMetadata()))
                .ifPresent(cluster::delete);
    }

    private <T extends HasMetadata> void disown(Offshoots names, T child) {
        if (!names.owns(child.getMetadata())) {
            return;
        }
        ObjectNode patch = Cluster.patch();
        patch.withObject("/metadata")
                .putArray("ownerReferences")
                .addAll(child.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> !owner.getUid().equals(names.uid()))
                        .map((OwnerReference owner) -> cluster.tree(owner))
                        .toList());
        cluster.merge(child, patch);
    }

    private <T extends HasMetadata> Stream<T> owned(Class<T> type, Offshoots names) {
        return cluster.list(type, names.namespace(), names.selector()).stream()
                .filter(child -> names.owns(child.getMetadata()));
    }

    private static boolean isKept(Service service) {
        return "halt"
                .equals(Optional.ofNullable(service.getMetadata().getAnnotations())
                        .orElse(Map.of())
                        .get(KEEP));
    }

    /// The auth Secrets of the other databases of the namespace.
    private List<String> usedByOthers(Offshoots names) {
        return Stream.of(Redis.class, Postgres.class, MSSQLServer.class)
                .flatMap(type -> databases(type, names))
                .filter(other -> !other.getMetadata().getUid().equals(names.uid()))
                .map(other -> AuthSecrets.name(other.getSpec(), Offshoots.of(other)))
                .toList();
    }

    private Stream<CustomResource<? extends DatabaseSpec, ?>> databases(
            Class<? extends CustomResource<? extends DatabaseSpec, ?>> type, Offshoots names) {
        return cluster.list(type, names.namespace(), Map.of()).stream().map(database -> database);
    }
}
