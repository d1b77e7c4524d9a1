// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A kind of resource, and who reconciles it.
///
/// @param reconciler makes a new one each time that this process becomes the leader
public record Controller<P extends HasMetadata>(Class<P> kind, Supplier<? extends Reconciler<P>> reconciler) {

    /// The name of the kind's definition.
    String definition() {
        return HasMetadata.getFullResourceName(kind);
    }

    /// @param namespaces empty: all
    void register(io.javaoperatorsdk.operator.Operator workers, Set<String> namespaces) {
        Consumer<ControllerConfigurationOverrider<P>> scope = namespaces.isEmpty()
                ? ControllerConfigurationOverrider::watchingAllNamespaces
                : settings -> settings.settingNamespaces(namespaces);
        workers.register(reconciler.get(), scope);
    }
}
