// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

/// Where an operator can be told to die (contract §12.3), and what is true until it is back.
///
/// @param name as the operator knows it
/// @param published which pair is published then
/// @param accepted whether the server takes it
record CrashPoint(String name, Pair published, boolean accepted) {

    enum Pair {
        FORMER,
        NEW
    }

    static CrashPoint before(String name) {
        return new CrashPoint(name, Pair.FORMER, true);
    }

    static CrashPoint after(String name) {
        return new CrashPoint(name, Pair.NEW, true);
    }

    /// The pair is published and not live: the previous one is.
    static CrashPoint between(String name) {
        return new CrashPoint(name, Pair.NEW, false);
    }

    @Override
    public String toString() {
        return name;
    }
}
