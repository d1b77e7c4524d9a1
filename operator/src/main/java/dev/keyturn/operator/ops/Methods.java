// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.RotationDrivers;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.admission.Engine;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.ops.credential.Method;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.mssqlserver.MssqlEngine;
import dev.keyturn.operator.provision.postgres.PostgresEngine;
import dev.keyturn.operator.provision.redis.BootSecret;
import dev.keyturn.operator.provision.redis.FormerPassword;
import dev.keyturn.operator.provision.redis.RedisEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How each engine changes the one credential that all its clients use (contract §8.5, §8.6).
record Methods(Cluster cluster, RotationDrivers drivers, InstantSource clock) {
    private static final AccountName DEFAULT = new AccountName("default");
    private static final Duration ASKING = Duration.ofSeconds(10);

    OpsEngine<RedisSpec, Redis> redis(RedisEngine parts) {
        return new OpsEngine<>(
                Engine.REDIS,
                parts,
                RedisOpsRequest.class,
                OverlapMethod::new,
                new FormerPassword(cluster, drivers.redis(), parts.driver(), clock)::retireNow,
                (site, published) -> replicating(parts.driver(), site, published));
    }

    OpsEngine<PostgresSpec, Postgres> postgres(PostgresEngine parts) {
        return new OpsEngine<>(
                Engine.POSTGRES,
                parts,
                PostgresOpsRequest.class,
                site -> new SwapMethod(drivers.postgres(), site, Optional.of("postgres")),
                _ -> Optional.empty(),
                (_, _) -> {});
    }

    OpsEngine<MSSQLServerSpec, MSSQLServer> sqlServer(MssqlEngine parts) {
        return new OpsEngine<>(
                Engine.MSSQLSERVER,
                parts,
                MSSQLServerOpsRequest.class,
                site -> new SwapMethod(drivers.sqlserver(), site, Optional.empty()),
                _ -> Optional.empty(),
                (_, _) -> {});
    }

    /// Replicas say the published password to their primary from now on, also after their next start.
    private void replicating(ClusterDriver driver, Site site, Login published) throws Refused, Unanswered {
        var password = published.password().orElseThrow();
        var deadline = Deadline.at(clock.instant().plus(ASKING), clock);
        for (Endpoint node : site.endpoints()) {
            try (ClusterSession session = driver.open(node, site.tls(), published, deadline)) {
                session.replicateWith(password);
            }
        }
        BootSecret.look(cluster, site.names()).replicateWith(password);
    }

    /// Two passwords at a time; the user `default`, and perhaps the same under another name.
    private final class OverlapMethod implements Method {
        private final Site site;

        OverlapMethod(Site site) {
            this.site = site;
        }

        @Override
        public Shape shape() {
            return Shape.IN_PLACE_OVERLAPPING;
        }

        @Override
        public AccountName account(AccountName published) {
            return DEFAULT;
        }

        @Override
        public TargetDriver driver(AccountName next, AccountName former) {
            return drivers.redis().of(next, former);
        }

        @Override
        public Connection where() throws Unanswered {
            List<Endpoint> nodes = site.endpoints();
            return new Connection(site.entrance(), Optional.empty(), site.tls(), nodes);
        }

        @Override
        public BootState boot(Function<Credential, AccountName> names) {
            return BootSecret.look(cluster, site.names()).during(names);
        }
    }

    /// One password at a time.
    private record SwapMethod(TargetDriver driver, Site site, Optional<String> database) implements Method {
        @Override
        public Shape shape() {
            return Shape.IN_PLACE_REPLACING;
        }

        @Override
        public AccountName account(AccountName published) {
            return published;
        }

        @Override
        public TargetDriver driver(AccountName next, AccountName former) {
            return driver;
        }

        @Override
        public Connection where() throws Unanswered {
            return new Connection(site.entrance(), database, site.tls(), List.of());
        }

        @Override
        public BootState boot(Function<Credential, AccountName> names) {
            return BootState.none();
        }
    }
}
