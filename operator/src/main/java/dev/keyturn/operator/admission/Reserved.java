// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import java.util.Set;

/// Names in the pod of a database that are ours (contract §4.2, §4.6).
///
/// @param environment variables of the engine's container
/// @param volumes     volumes of the pod
/// @param mounts      folders of the engine's container
record Reserved(Set<String> environment, Set<String> volumes, Set<String> mounts) {

    private static final Reserved REDIS = new Reserved(
            Set.of(
                    "REDISCLI_AUTH",
                    "VALKEYCLI_AUTH",
                    "SENTINEL_PASSWORD",
                    "USERNAME",
                    "REDIS_MODE",
                    "MAJOR_REDIS_VERSION",
                    "MAJOR_VALKEY_VERSION"),
            Set.of("data", "scripts", "config", "credentials", "tls"),
            Set.of("/data", "/scripts", "/usr/local/etc/redis", "/usr/local/etc/valkey", "/run/keyturn", "/certs"));

    private static final Reserved POSTGRES = new Reserved(
            Set.of("POSTGRES_USER", "POSTGRES_PASSWORD", "PGDATA"),
            Set.of("data", "scripts", "config", "credentials", "shared-memory", "tls", "init"),
            Set.of("/var/pv", "/dev/shm", "/etc/config", "/scripts", "/run/keyturn", "/tls/certs", "/var/initdb"));

    private static final Reserved MSSQLSERVER = new Reserved(
            Set.of("MSSQL_SA_USERNAME", "MSSQL_SA_PASSWORD", "MSSQL_ENABLE_HADR", "MSSQL_AGENT_ENABLED", "VERSION"),
            Set.of("data", "scripts", "config", "tls"),
            Set.of("/var/opt/mssql", "/var/opt/mssql/mssql.conf", "/var/opt/mssql/tls", "/scripts"));

    Reserved {
        environment = Set.copyOf(environment);
        volumes = Set.copyOf(volumes);
        mounts = Set.copyOf(mounts);
    }

    static Reserved of(Engine engine) {
        return switch (engine) {
            case REDIS -> REDIS;
            case POSTGRES -> POSTGRES;
            case MSSQLSERVER -> MSSQLSERVER;
        };
    }
}
