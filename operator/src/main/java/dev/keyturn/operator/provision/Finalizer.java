// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/// Keeps a database until what belongs to it is let go of.
final class Finalizer {
    private static final String NAME = Groups.DATABASES;

    private Finalizer() {}

    static boolean isOn(HasMetadata database) {
        return others(database, true).contains(NAME);
    }

    static <D extends HasMetadata> void add(Cluster cluster, D database) {
        var patch = Cluster.patch();
        ArrayNode list = patch.withObject("/metadata").putArray("finalizers");
        others(database, false).forEach(list::add);
        list.add(NAME);
        cluster.merge(database, patch);
    }

    static <D extends HasMetadata> void remove(Cluster cluster, D database) {
        var patch = Cluster.patch();
        ArrayNode list = patch.withObject("/metadata").putArray("finalizers");
        others(database, false).forEach(list::add);
        cluster.merge(database, patch);
    }

    private static List<String> others(HasMetadata database, boolean ours) {
        return Optional.ofNullable(database.getMetadata().getFinalizers()).orElse(List.of()).stream()
                .filter(name -> ours || !name.equals(NAME))
                .toList();
    }
}
