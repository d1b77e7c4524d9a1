// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.time.Duration;

/// Limits of time, which say something only where nothing else runs on the machine: `-Dkeyturn.quiet=true`.
final class Quiet {

    private static final boolean QUIET = Boolean.getBoolean("keyturn.quiet");

    private Quiet() {}

    /// @param limit     of a machine that does nothing else
    /// @param otherwise what no machine may reach
    static Duration limit(Duration limit, Duration otherwise) {
        return QUIET ? limit : otherwise;
    }
}
