// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.admission.CatalogVersion;
import dev.keyturn.operator.admission.Database;
import dev.keyturn.operator.admission.DatabaseRules;
import dev.keyturn.operator.admission.DatabaseSurroundings;
import dev.keyturn.operator.admission.Defaults;
import dev.keyturn.operator.admission.Occasion;
import dev.keyturn.operator.admission.StorageClassSeen;
import dev.keyturn.operator.admission.Verdict;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/// The rules and defaults of admission, applied again where work begins: no webhook may have been there.
final class Judgement {

    private Judgement() {}

    /// The database with its defaults, in memory.
    static <D extends HasMetadata> D withDefaults(Cluster cluster, D database, HasMetadata version) {
        var engine = dev.keyturn.operator.admission.Engine.ofKind(database.getKind())
                .orElseThrow(() -> new IllegalArgumentException(database.getKind() + " is no database"));
        var tree =
                Defaults.filled(engine, cluster.tree(database), Optional.empty(), Optional.of(catalogVersion(version)));
        @SuppressWarnings("unchecked") // the class of a D
        var type = (Class<D>) database.getClass();
        return cluster.typed(tree, type);
    }

    /// What the rules say about a database whose work begins.
    ///
    /// @param secret the auth Secret, if it exists
    static void judge(HasMetadata database, HasMetadata version, Optional<Secret> secret) throws Shortfall {
        Verdict verdict = DatabaseRules.judge(
                new Occasion.Work(),
                seen(database),
                new DatabaseSurroundings(Optional.of(catalogVersion(version)), StorageClassSeen.UNKNOWN, secret));
        if (!verdict.isAccepted()) {
            throw new Shortfall("InvalidSpec", verdict.reason());
        }
    }

    private static Database seen(HasMetadata database) {
        return switch (database) {
            case Redis redis -> Database.of(redis);
            case Postgres postgres -> Database.of(postgres);
            case MSSQLServer server -> Database.of(server);
            default -> throw new IllegalArgumentException(database.getKind() + " is no database");
        };
    }

    private static CatalogVersion catalogVersion(HasMetadata version) {
        return switch (version) {
            case RedisVersion redis -> CatalogVersion.of(redis);
            case PostgresVersion postgres -> CatalogVersion.of(postgres);
            case MSSQLServerVersion server -> CatalogVersion.of(server);
            default -> throw new IllegalArgumentException(version.getKind() + " is no version");
        };
    }
}
