// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.request;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.provision.Cluster;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Optional;

/// The database that a request works on.
public record Subject(
        Class<? extends CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus>> type,
        String kind,
        String namespace,
        String name) {

    /// As it is now; empty if it does not exist, or is being deleted.
    public Optional<CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus>> find(Cluster cluster) {
        CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> found =
                cluster.get(type, namespace, name).orElse(null);
        return found == null || found.getMetadata().getDeletionTimestamp() != null
                ? Optional.empty()
                : Optional.of(found);
    }

    /// `Redis shop/orders-cache`.
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
