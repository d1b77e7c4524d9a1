// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import java.util.Arrays;
import java.util.Optional;

/// The parts of the operator that can be switched independently (contract §2).
public enum ComponentName {
    /// Builds and repairs databases, and looks after their health.
    PROVISIONER("provisioner"),
    /// Executes requests.
    OPS_MANAGER("ops-manager"),
    /// Turns PetSets into StatefulSets.
    PETSET("petset"),
    /// Judges what is written, and fills in defaults.
    WEBHOOK("webhook");

    private final String word;

    ComponentName(String word) {
        this.word = word;
    }

    /// As it is written in settings, logs and metrics.
    public String word() {
        return word;
    }

    static Optional<ComponentName> of(String word) {
        return Arrays.stream(values()).filter(name -> name.word.equals(word)).findFirst();
    }
}
