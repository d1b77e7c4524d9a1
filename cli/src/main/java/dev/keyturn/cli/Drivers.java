// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import dev.keyturn.core.node.NodeDrivers;
import dev.keyturn.core.node.RotationDrivers;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.targets.mysql.MySqlDriver;
import dev.keyturn.targets.postgres.Hold;
import dev.keyturn.targets.postgres.PostgresDriver;
import dev.keyturn.targets.postgres.PostgresNodes;
import dev.keyturn.targets.postgres.PostgresSwapDriver;
import dev.keyturn.targets.redis.RedisDriver;
import dev.keyturn.targets.redis.RedisNodes;
import dev.keyturn.targets.redis.RedisOverlapDriver;
import dev.keyturn.targets.sqlserver.SqlServerDriver;
import dev.keyturn.targets.sqlserver.SqlServerNodes;
import dev.keyturn.targets.sqlserver.SqlServerSwapDriver;
import java.security.SecureRandom;
import java.util.List;

/// The engines that this command can rotate, and those that it can run: the one place that names them.
final class Drivers {

    private Drivers() {}

    static List<TargetDriver> all() {
        var random = new SecureRandom();
        return List.of(
                new RedisDriver(), new PostgresDriver(random), new SqlServerDriver(random), new MySqlDriver(random));
    }

    static NodeDrivers nodes() {
        return new NodeDrivers(new RedisNodes(), new PostgresNodes(), new SqlServerNodes());
    }

    /// @param mssqlHold whether logins of SQL Server are held while its password changes
    static RotationDrivers rotations(boolean mssqlHold) {
        var random = new SecureRandom();
        return new RotationDrivers(
                new RedisOverlapDriver(new RedisDriver()),
                new PostgresSwapDriver(new PostgresDriver(random), Hold.standard()),
                new SqlServerSwapDriver(new SqlServerDriver(random), mssqlHold));
    }
}
