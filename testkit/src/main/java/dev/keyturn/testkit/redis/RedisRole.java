// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

import java.util.List;

/// What a process serves as, with what that asks of its start.
enum RedisRole {
    DATABASE,
    CLUSTER_NODE,
    SENTINEL;

    /// The cluster's own port lies 10,000 above the one for clients.
    int neighbourPort() {
        return this == CLUSTER_NODE ? 10_000 : 0;
    }

    boolean isReady(String logLine) {
        return this == SENTINEL ? logLine.contains("Sentinel ID is") : logLine.contains("Ready to accept connections");
    }

    List<String> arguments() {
        return this == SENTINEL ? List.of("--sentinel") : List.of();
    }
}
