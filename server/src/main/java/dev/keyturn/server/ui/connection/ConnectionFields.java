// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import dev.keyturn.server.ui.client.ApiAnswer;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Typed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which field of the form an issue of the API is about.
final class ConnectionFields {
    private static final Map<String, String> BY_PATH = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("description", "description"),
            Map.entry("projectId", "project"),
            Map.entry("credentials.host", "host"),
            Map.entry("credentials.port", "port"),
            Map.entry("credentials.database", "database"),
            Map.entry("credentials.username", "username"),
            Map.entry("credentials.password", "password"),
            Map.entry("credentials.sslEnabled", "tls"),
            Map.entry("credentials.sslRejectUnauthorized", "unchecked"),
            Map.entry("credentials.sslCertificate", "ca"),
            Map.entry("isPlatformManagedCredentials", "managed"),
            Map.entry("nodes", "nodes"));

    private ConnectionFields() {}

    /// The form with the sentences of the API at its fields, or above it.
    static FormState form(Typed typed, ApiAnswer refused) {
        var errors = new LinkedHashMap<String, String>();
        refused.issues().forEach(issue -> errors.putIfAbsent(field(issue.path()), issue.message()));
        boolean elsewhere = errors.isEmpty() || errors.containsKey("");
        errors.remove("");
        return new FormState(typed.values(), errors, elsewhere ? Optional.of(refused.message()) : Optional.empty());
    }

    private static String field(String path) {
        String known = BY_PATH.get(path);
        int dot = path.lastIndexOf('.');
        return known != null ? known : dot < 0 ? "" : field(path.substring(0, dot));
    }
}
