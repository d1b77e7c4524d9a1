// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import dev.keyturn.operator.ops.OpsManagement;
import dev.keyturn.operator.petset.PetSetReconciler;
import dev.keyturn.operator.runtime.Component;
import dev.keyturn.operator.runtime.ComponentName;
import dev.keyturn.operator.runtime.Controller;
import dev.keyturn.operator.runtime.Surroundings;
import dev.keyturn.operator.webhook.Webhook;
import java.util.List;

/// What the operator consists of: the one place that knows every reconciler. A new one is one line here.
final class Components {

    private Components() {}

    /// @param around what they work with
    static List<Component> of(Surroundings around) {
        return List.of(
                Provisioning.component(around),
                OpsManagement.component(around, Provisioning.parts(around)),
                petSet(around),
                Webhook.component(around));
    }

    private static Component petSet(Surroundings around) {
        return Component.reconciling(
                        ComponentName.PETSET, new Controller<>(PetSet.class, () -> new PetSetReconciler(around)))
                .needing(PlacementPolicy.class);
    }
}
