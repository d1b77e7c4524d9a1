// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.util.Set;
import java.util.function.Supplier;

/// A kind of resource, and who reconciles it.
///
/// @param reconciler makes a new one each time that this process becomes the leader
public record Controller<P extends HasMetadata>(Class<P> kind, Supplier<? extends Reconciler<P>> reconciler) {

    /// A turn that failed is tried again after 1, 2, 4 … 30 s, until it succeeds.
    private static final GenericRetry FOR_EVER = new GenericRetry()
            .withoutMaxAttempts()
            .setInitialInterval(1_000)
            .setIntervalMultiplier(2)
            .setMaxInterval(30_000);

    /// The name of the kind's definition.
    String definition() {
        return HasMetadata.getFullResourceName(kind);
    }

    /// @param namespaces empty: all
    void register(io.javaoperatorsdk.operator.Operator workers, Set<String> namespaces) {
        var _ = workers.register(reconciler.get(), settings -> {
            var scope =
                    namespaces.isEmpty() ? settings.watchingAllNamespaces() : settings.settingNamespaces(namespaces);
            scope.withRetry(FOR_EVER);
        });
    }
}
