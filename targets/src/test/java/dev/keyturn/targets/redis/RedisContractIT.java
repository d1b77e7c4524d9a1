// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.target.TargetContract;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisCluster;
import dev.keyturn.testkit.redis.RedisReplication;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The contract of a target on every form that a Redis comes in.
class RedisContractIT {

    @Nested
    class One_server_alone extends TargetContract {

        One_server_alone() {
            super(RedisEngine.alone(RedisServer.start(RedisSetup.with(RedisBinary.chosen()))));
        }
    }

    @Nested
    @EnabledIf(value = "dev.keyturn.targets.redis.Redis7#isInstalled", disabledReason = Redis7.MISSING)
    class One_server_alone_of_version_7 extends TargetContract {

        One_server_alone_of_version_7() {
            super(RedisEngine.alone(RedisServer.start(RedisSetup.with(Redis7.binary()))));
        }
    }

    @Nested
    class A_primary_with_a_replica extends TargetContract {

        A_primary_with_a_replica() {
            super(engine(RedisReplication.start(RedisSetup.with(RedisBinary.chosen()), 1)));
        }

        private static RedisEngine engine(RedisReplication replication) {
            return new RedisEngine(replication, replication.servers());
        }
    }

    @Nested
    class A_cluster_of_three extends TargetContract {

        A_cluster_of_three() {
            super(engine(RedisCluster.start(RedisSetup.with(RedisBinary.chosen()), 3)));
        }

        private static RedisEngine engine(RedisCluster cluster) {
            return new RedisEngine(cluster, cluster.servers());
        }
    }

    @Nested
    class Users_that_somebody_else_made extends TargetContract {

        Users_that_somebody_else_made() {
            super(engine(RedisReplication.start(RedisSetup.with(RedisBinary.chosen()), 1)));
        }

        private static RedisEngine engine(RedisReplication replication) {
            return new RedisEngine(replication, replication.servers(), Origin.FOUND);
        }
    }

    @Nested
    @EnabledIf(value = "dev.keyturn.targets.redis.Redis7#isInstalled", disabledReason = Redis7.MISSING)
    class Users_that_somebody_else_made_on_version_7 extends TargetContract {

        Users_that_somebody_else_made_on_version_7() {
            super(engine(RedisServer.start(RedisSetup.with(Redis7.binary()))));
        }

        private static RedisEngine engine(RedisServer server) {
            return new RedisEngine(server, List.of(server), Origin.FOUND);
        }
    }

    @Nested
    @EnabledIfEnvironmentVariable(
            named = RedisAtUrl.VARIABLE,
            matches = "redis://.*",
            disabledReason = "not run: " + RedisAtUrl.VARIABLE + " names no server")
    class A_server_that_somebody_names extends TargetContract {

        A_server_that_somebody_names() {
            super(RedisAtUrl.fromEnvironment());
        }
    }
}
