// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// Told of every moment at which something might have gone wrong.
@FunctionalInterface
interface Watch {
    void see(Run run, Fault.When when, String effect);

    /// Nobody looks.
    static Watch none() {
        return (_, _, _) -> {};
    }
}
