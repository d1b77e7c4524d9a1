// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionCredentials;
import dev.keyturn.server.health.Health;
import dev.keyturn.server.secret.Project;
import dev.keyturn.server.secret.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The connection resource (API contract §6): everything except the password.
record ConnectionJson(
        String id,
        String name,
        Optional<String> description,
        String app,
        String method,
        long version,
        String orgId,
        Optional<String> projectId,
        boolean isPlatformManagedCredentials,
        Optional<String> gatewayId,
        String credentialsHash,
        Optional<ProjectJson> project,
        Credentials credentials,
        List<Endpoint> nodes,
        HealthJson health,
        Instant createdAt,
        Instant updatedAt) {

    record ProjectJson(String name, String id, String type, String slug) {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Credentials(
            String host,
            int port,
            Optional<String> database,
            String username,
            boolean sslEnabled,
            boolean sslRejectUnauthorized,
            Optional<String> sslCertificate) {
        static Credentials of(ConnectionCredentials stored) {
            return new Credentials(
                    stored.endpoint().host(),
                    stored.endpoint().port(),
                    stored.database(),
                    stored.username().value(),
                    stored.sslEnabled(),
                    stored.sslRejectUnauthorized(),
                    stored.sslCertificate());
        }
    }

    static ConnectionJson of(AppConnection connection, Health health, String orgId, Optional<Project> project) {
        return new ConnectionJson(
                connection.id().value(),
                connection.name(),
                connection.text().description(),
                connection.app().name(),
                "username-and-password",
                connection.version(),
                orgId,
                connection.project().map(ProjectId::value),
                connection.isPlatformManaged(),
                Optional.empty(),
                connection.credentialsHash(),
                project.map(known -> new ProjectJson(known.name(), known.id().value(), known.type(), known.slug())),
                Credentials.of(connection.credentials()),
                connection.nodes(),
                HealthJson.of(health, connection.secrets()),
                connection.createdAt(),
                connection.updatedAt());
    }
}
