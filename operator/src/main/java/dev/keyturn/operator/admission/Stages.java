// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.mssqlserver.Topology;
import dev.keyturn.operator.crd.mssqlserver.TopologyMode;
import dev.keyturn.operator.crd.postgres.PostgresMode;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.crd.redis.RedisMode;
import dev.keyturn.operator.crd.redis.RedisSpec;
import java.util.Optional;

/// Which shapes of a database belong to a later stage of delivery: they are stored, and answered with a clear condition
/// instead of being half built; a request for one of them is refused.
public final class Stages {

    private Stages() {}

    /// What is not delivered, and its stage, as a sentence; empty for a shape that is built.
    public static Optional<String> missing(DatabaseSpec spec) {
        return switch (spec) {
            case RedisSpec redis -> redis(redis);
            case PostgresSpec postgres -> postgres(postgres);
            case MSSQLServerSpec server -> server.topology().map(Topology::mode).map(Stages::topology);
            default -> throw new IllegalArgumentException(spec.getClass() + " is no spec of a database");
        };
    }

    private static Optional<String> redis(RedisSpec spec) {
        return spec.mode()
                .filter(RedisMode.SENTINEL::equals)
                .map(mode -> later("mode Sentinel of a Redis", "S2"))
                .or(() -> spec.tls().map(tls -> later("tls of a Redis", "S2")));
    }

    private static Optional<String> postgres(PostgresSpec spec) {
        return spec.mode()
                .filter(PostgresMode.REMOTE_REPLICA::equals)
                .map(mode -> later("mode RemoteReplica of a Postgres", "S3"))
                .or(() -> spec.replicas()
                        .filter(replicas -> replicas > 1)
                        .map(replicas -> later("a Postgres with standbys (replicas above 1)", "S2")))
                .or(() -> spec.tls().map(tls -> later("tls of a Postgres", "S2")));
    }

    private static String topology(TopologyMode mode) {
        return switch (mode) {
            case AVAILABILITY_GROUP -> later("topology AvailabilityGroup of a MSSQLServer", "S2");
            case DISTRIBUTED_AG -> later("topology DistributedAG of a MSSQLServer", "S3");
        };
    }

    private static String later(String what, String stage) {
        return what + " is stage " + stage + " and not delivered yet by Keyturn: it is stored, and nothing is built";
    }
}
