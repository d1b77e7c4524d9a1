// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import dev.keyturn.operator.runtime.Component;
import dev.keyturn.operator.runtime.ComponentName;
import dev.keyturn.operator.runtime.Surroundings;
import dev.keyturn.operator.webhook.Webhook;
import java.util.List;

/// What the operator consists of: the one place that knows every reconciler. A new one is one line here.
final class Components {

    private Components() {}

    /// @param around what they work with
    static List<Component> of(Surroundings around) {
        return List.of(Provisioning.component(around), opsManager(), petSet(), Webhook.component(around));
    }

    private static Component opsManager() {
        return Component.idle(
                ComponentName.OPS_MANAGER, "Requests are not executed yet: this version has no code for them.");
    }

    private static Component petSet() {
        return Component.idle(
                ComponentName.PETSET, "StatefulSets are not made yet: this version has no code for them.");
    }
}
