// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.plan;

import dev.keyturn.core.target.TargetException;
import java.util.Locale;
import java.util.Optional;

/// One thing that was looked at.
///
/// @param message empty if there is nothing to say; ends with the statement that helps, where there is one
public record Check(String name, Outcome outcome, Optional<String> message) {
    /// What was found.
    public enum Outcome {
        PASS,
        /// Worth knowing; nothing is in the way.
        WARN,
        /// A run would end here.
        FAIL;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Check pass(String name) {
        return new Check(name, Outcome.PASS, Optional.empty());
    }

    public static Check warn(String name, String message) {
        return new Check(name, Outcome.WARN, Optional.of(message));
    }

    public static Check fail(String name, String message) {
        return new Check(name, Outcome.FAIL, Optional.of(message));
    }

    /// @param node where, if the target does not say
    static Check fail(String name, Optional<String> node, TargetException why) {
        String where = why.node()
                .or(() -> node)
                .map(address -> "on node " + address + ": ")
                .orElse("");
        return fail(name, where + why.getMessage());
    }

    public boolean isFailed() {
        return outcome == Outcome.FAIL;
    }
}
