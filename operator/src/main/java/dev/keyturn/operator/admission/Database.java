// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.database.AuthSecret;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A database as the rules see it, whatever its engine is.
///
/// @param uid      empty before it is stored
/// @param leaving  whether it is being deleted
/// @param settled  whether it was provisioned at some time
public record Database(
        Engine engine, String namespace, String name, String uid, DatabaseSpec spec, boolean leaving, boolean settled) {

    public static Database of(Redis redis) {
        var status = Optional.ofNullable(redis.getStatus());
        return of(Engine.REDIS, redis, redis.getSpec(), status.map(s -> s.conditions()));
    }

    public static Database of(Postgres postgres) {
        var status = Optional.ofNullable(postgres.getStatus());
        return of(Engine.POSTGRES, postgres, postgres.getSpec(), status.map(s -> s.conditions()));
    }

    public static Database of(MSSQLServer server) {
        var status = Optional.ofNullable(server.getStatus());
        return of(Engine.MSSQLSERVER, server, server.getSpec(), status.map(s -> s.conditions()));
    }

    private static Database of(
            Engine engine, HasMetadata object, DatabaseSpec spec, Optional<List<Condition>> conditions) {
        var metadata = object.getMetadata();
        boolean settled = conditions.orElse(List.of()).stream()
                .anyMatch(condition -> condition.type().equals("Provisioned")
                        && condition.status().equals("True"));
        return new Database(
                engine,
                Objects.requireNonNullElse(metadata.getNamespace(), ""),
                Objects.requireNonNullElse(metadata.getName(), ""),
                Objects.requireNonNullElse(metadata.getUid(), ""),
                spec,
                metadata.getDeletionTimestamp() != null,
                settled);
    }

    /// `Redis shop/orders-cache`.
    public String title() {
        return engine.kind() + " " + namespace + "/" + name;
    }

    /// The name of its auth Secret, given or not.
    public String authSecretName() {
        return givenAuthSecretName().orElse(name + "-auth");
    }

    Optional<String> givenAuthSecretName() {
        return spec.authSecret().flatMap(AuthSecret::name).filter(given -> !given.isEmpty());
    }

    /// Whether somebody else makes its auth Secret.
    public boolean isExternallyManaged() {
        return spec.authSecret().flatMap(AuthSecret::externallyManaged).orElse(false);
    }

    boolean isSameAs(Database other) {
        return engine == other.engine && name.equals(other.name) && namespace.equals(other.namespace);
    }
}
