// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.plan.Check;
import dev.keyturn.server.rotation.RunMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A check of a plan or of a connection test (API contract §13.3).
record CheckJson(String name, String outcome, Optional<String> message) {
    /// @param secrets what no message may hold
    static List<CheckJson> of(Collection<Check> checks, Collection<Password> secrets) {
        return checks.stream()
                .map(check -> new CheckJson(
                        check.name(),
                        check.outcome().wireName(),
                        check.message().map(text -> RunMessage.safe(text, secrets))))
                .toList();
    }
}
