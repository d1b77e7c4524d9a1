// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;

/// What a PetSet asks for.
sealed interface Wanted {

    /// This StatefulSet.
    ///
    /// @param ignored fields of the placement that have no effect
    record Made(StatefulSet statefulSet, List<String> ignored) implements Wanted {
        public Made {
            ignored = List.copyOf(ignored);
        }
    }

    /// Nothing that can be had: what is there is left as it is.
    ///
    /// @param reason of the condition
    record Refused(String reason, String message) implements Wanted {}
}
