// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

/// An engine.
///
/// @param name        as in addresses and files: `redis`
/// @param displayName as people read it: `Redis`
public record TargetType(String name, String displayName) {
    public static final TargetType REDIS = new TargetType("redis", "Redis");
    public static final TargetType POSTGRES = new TargetType("postgres", "PostgreSQL");
    public static final TargetType SQLSERVER = new TargetType("mssql", "Microsoft SQL Server");
    public static final TargetType MYSQL = new TargetType("mysql", "MySQL");
}
