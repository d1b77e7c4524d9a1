// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.target.TargetType;
import java.util.List;
import java.util.Optional;

/// A kind of rotation of the contract (§2.7). A server offers those for whose engine it has a driver.
///
/// @param slug        as in addresses: `redis-credentials`
/// @param displayName as people read it: `Redis Credentials`
/// @param app         the engine whose connections fit
/// @param accounts    where the accounts come from
public record RotationType(String slug, String displayName, TargetType app, Origin accounts) {
    public static final RotationType POSTGRES_CREDENTIALS =
            new RotationType("postgres-credentials", "PostgreSQL Credentials", TargetType.POSTGRES, Origin.NAMED);
    public static final RotationType MSSQL_CREDENTIALS = new RotationType(
            "mssql-credentials", "Microsoft SQL Server Credentials", TargetType.SQLSERVER, Origin.NAMED);
    public static final RotationType MYSQL_CREDENTIALS =
            new RotationType("mysql-credentials", "MySQL Credentials", TargetType.MYSQL, Origin.NAMED);
    public static final RotationType REDIS_CREDENTIALS =
            new RotationType("redis-credentials", "Redis Credentials", TargetType.REDIS, Origin.DRAWN);

    /// Every kind, by name.
    public static final List<RotationType> ALL =
            List.of(MSSQL_CREDENTIALS, MYSQL_CREDENTIALS, POSTGRES_CREDENTIALS, REDIS_CREDENTIALS);

    /// Where the accounts of a kind come from.
    public enum Origin {
        /// Their owner names them.
        NAMED,
        /// Each has a random name of ours.
        DRAWN
    }

    public static Optional<RotationType> of(String slug) {
        return ALL.stream().filter(type -> type.slug.equals(slug)).findFirst();
    }

    /// Whether its targets are SQL databases.
    public boolean isSql() {
        return accounts == Origin.NAMED;
    }
}
