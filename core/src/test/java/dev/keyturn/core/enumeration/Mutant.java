// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

/// A rule that is broken, by standing between the rotator and its ports.
///
/// @param name     the rule, as it is broken
/// @param looks    whether a change that is not repeatable is sent only after a look
/// @param rehearses whether a swap tries beforehand all that can be refused
record Mutant(String name, Breaking breaking, boolean looks, boolean rehearses) {
    /// All rules are kept.
    static final Mutant NONE = of("none", (honest, _, _) -> honest);

    /// What one worker reaches instead. Asked for each worker, so that what it remembers dies with it.
    @FunctionalInterface
    interface Breaking {
        Ports of(Ports honest, Run run, Worker worker);
    }

    static Mutant of(String name, Breaking breaking) {
        return new Mutant(name, breaking, true, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
