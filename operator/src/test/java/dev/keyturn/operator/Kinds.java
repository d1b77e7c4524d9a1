// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.Optional;

/// The kinds of the contract.
final class Kinds {

    static final List<Class<? extends CustomResource<?, ?>>> ALL = List.of(
            Redis.class,
            Postgres.class,
            MSSQLServer.class,
            RedisOpsRequest.class,
            PostgresOpsRequest.class,
            MSSQLServerOpsRequest.class,
            RedisVersion.class,
            PostgresVersion.class,
            MSSQLServerVersion.class,
            PetSet.class,
            PlacementPolicy.class,
            AppBinding.class);

    private Kinds() {}

    static Optional<Class<? extends CustomResource<?, ?>>> named(String apiVersion, String kind) {
        return ALL.stream()
                .filter(type -> HasMetadata.getApiVersion(type).equals(apiVersion)
                        && HasMetadata.getKind(type).equals(kind))
                .findFirst();
    }
}
