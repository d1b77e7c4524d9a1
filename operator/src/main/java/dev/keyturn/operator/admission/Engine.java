// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import java.util.Arrays;
import java.util.Optional;

/// The engines of databases, in what the rules tell them apart by (contract §4.2, §4.6).
public enum Engine {
    REDIS("Redis", "redises", "redis", "default"),
    POSTGRES("Postgres", "postgreses", "postgres", "postgres"),
    MSSQLSERVER("MSSQLServer", "mssqlservers", "mssql", "sa");

    private final String kind;
    private final String plural;
    private final String container;
    private final String superuser;

    Engine(String kind, String plural, String container, String superuser) {
        this.kind = kind;
        this.plural = plural;
        this.container = container;
        this.superuser = superuser;
    }

    /// The kind of its databases.
    public String kind() {
        return kind;
    }

    public String plural() {
        return plural;
    }

    /// The value of the label `app.kubernetes.io/name` on all that belongs to one of its databases.
    public String label() {
        return plural + ".kubedb.com";
    }

    /// The name of the container that runs it.
    public String container() {
        return container;
    }

    /// The user of the auth Secret.
    public String superuser() {
        return superuser;
    }

    /// Whether that user can be another one.
    public boolean letsTheUserBeAnother() {
        return this == REDIS;
    }

    public static Optional<Engine> ofKind(String kind) {
        return Arrays.stream(values())
                .filter(engine -> engine.kind.equals(kind))
                .findFirst();
    }

    /// The engine whose requests are of this kind, `RedisOpsRequest`.
    public static Optional<Engine> ofRequestKind(String kind) {
        return Arrays.stream(values())
                .filter(engine -> kind.equals(engine.kind + "OpsRequest"))
                .findFirst();
    }
}
