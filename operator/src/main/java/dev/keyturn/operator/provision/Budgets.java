// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;

/// Budgets of disruption: one a PetSet, made once. A later value is the user's and stays.
public final class Budgets {

    private Budgets() {}

    /// One pod may be away, so that a single one can be evicted, too.
    public static PodDisruptionBudget of(Offshoots names, String petSet, Map<String, String> selector) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(names.metadata(petSet))
                .withNewSpec()
                .withNewMaxUnavailable(1)
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .endSpec()
                .build();
    }
}
