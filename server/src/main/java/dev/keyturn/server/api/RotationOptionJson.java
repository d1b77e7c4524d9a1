// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.SecretsMapping;
import java.util.Map;
import java.util.Optional;

/// A kind of rotation that is offered, with what a form proposes (API contract §2.5).
record RotationOptionJson(String name, String type, String connection, Template template) {

    /// @param createUserStatement sample statements for the two accounts; only where an owner makes them
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Template(
            Optional<String> createUserStatement,
            Optional<String> rotationStatement,
            Map<String, String> secretsMapping) {}

    private static final Map<RotationType, Template> TEMPLATES = Map.of(
            RotationType.POSTGRES_CREDENTIALS,
            template(
                    "CREATE USER \"app_a\" WITH PASSWORD '...'; CREATE USER \"app_b\" WITH PASSWORD '...';",
                    "ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'",
                    "POSTGRES_DB"),
            RotationType.MSSQL_CREDENTIALS,
            template(
                    "CREATE LOGIN [app_a] WITH PASSWORD = '...'; CREATE LOGIN [app_b] WITH PASSWORD = '...';",
                    "ALTER LOGIN [{{username}}] WITH PASSWORD = '{{password}}'",
                    "MSSQL_DB"),
            RotationType.MYSQL_CREDENTIALS,
            template(
                    "CREATE USER 'app_a'@'%' IDENTIFIED BY '...'; CREATE USER 'app_b'@'%' IDENTIFIED BY '...';",
                    "ALTER USER '{{username}}'@'%' IDENTIFIED BY '{{password}}'", "MYSQL"),
            RotationType.REDIS_CREDENTIALS,
            new Template(Optional.empty(), Optional.empty(), mapping("REDIS")));

    static RotationOptionJson of(RotationType type) {
        return new RotationOptionJson(
                type.displayName(),
                type.slug(),
                type.app().name(),
                TEMPLATES.getOrDefault(type, new Template(Optional.empty(), Optional.empty(), mapping("DB"))));
    }

    private static Template template(String create, String rotate, String prefix) {
        return new Template(Optional.of(create), Optional.of(rotate), mapping(prefix));
    }

    private static Map<String, String> mapping(String prefix) {
        return new SecretsMapping(prefix + "_USERNAME", prefix + "_PASSWORD").byField();
    }
}
