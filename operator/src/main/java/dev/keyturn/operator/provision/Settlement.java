// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import java.util.Optional;

/// Puts in order what a request left half done that was removed by force (contract §7.4). May be repeated at any time.
@FunctionalInterface
public interface Settlement<D> {
    /// Goes as far as it can now.
    ///
    /// @return what hinders it, without a secret; empty if nothing is left to do, or nothing can be done in a pause
    Optional<String> settle(D database);

    /// Of engines where a change happens or does not.
    static <D> Settlement<D> none() {
        return _ -> Optional.empty();
    }
}
