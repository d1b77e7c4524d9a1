// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One thing that was done. Holds ids, names and messages, never a secret.
public record AuditEvent(
        String type, Instant at, Optional<String> project, Actor actor, Origin from, Map<String, Object> metadata) {
    public AuditEvent {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// Where a request came from; empty for what the server does by itself.
    public record Origin(Optional<String> address, Optional<String> userAgent) {
        private static final Origin NOWHERE = new Origin(Optional.empty(), Optional.empty());

        public static Origin nowhere() {
            return NOWHERE;
        }
    }

    /// The same, with one more thing told of it.
    public AuditEvent with(String name, Object value) {
        var more = new LinkedHashMap<>(metadata);
        more.put(name, value);
        return new AuditEvent(type, at, project, actor, from, more);
    }
}
