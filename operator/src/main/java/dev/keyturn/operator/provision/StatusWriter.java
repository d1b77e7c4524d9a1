// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/// Writes conditions and the phase that follows from them, if they are not there already.
final class StatusWriter {

    private final Cluster cluster;

    StatusWriter(Cluster cluster) {
        this.cluster = cluster;
    }

    static Conditions conditions(CustomResource<?, ? extends DatabaseStatus> database) {
        return new Conditions(Optional.ofNullable(database.getStatus())
                .map(DatabaseStatus::conditions)
                .orElse(List.of()));
    }

    void write(CustomResource<?, ? extends DatabaseStatus> database, Conditions conditions) {
        ObjectNode patch = Cluster.patch();
        ObjectNode status = patch.withObject("/status");
        status.set("phase", cluster.tree(Phases.of(conditions)));
        status.put("observedGeneration", database.getMetadata().getGeneration());
        status.set("conditions", cluster.tree(conditions.list()));
        JsonNode known =
                Optional.ofNullable(database.getStatus()).map(cluster::tree).orElseGet(Cluster::patch);
        boolean same = status.properties().stream()
                .allMatch(field -> field.getValue()
                        .toString()
                        .equals(known.path(field.getKey()).toString()));
        if (!same) {
            cluster.mergeStatus(database, patch);
        }
    }
}
