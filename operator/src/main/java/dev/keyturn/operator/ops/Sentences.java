// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.target.TargetException;

/// What a database said, as a person reads it.
final class Sentences {

    private Sentences() {}

    /// With the node where one is known, and the engine's own code.
    static String of(TargetException trouble) {
        String message = String.valueOf(trouble.getMessage());
        String node = trouble.node().map(address -> address + ": ").orElse("");
        return node + (message.contains(trouble.code()) ? message : message + " (" + trouble.code() + ")");
    }
}
