// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// A rule that is broken, by standing between the rotator and its ports.
interface Mutant {
    /// All rules are kept.
    Mutant NONE = () -> "none";

    String name();

    /// What one worker reaches instead. Called for each worker, so that what it remembers dies with it.
    default Ports breaking(Ports honest, Run run, Worker worker) {
        return honest;
    }

    /// Whether a change that is not repeatable is sent only after a look.
    default boolean looks() {
        return true;
    }

    /// Whether a swap tries beforehand all that can be refused.
    default boolean rehearses() {
        return true;
    }
}
