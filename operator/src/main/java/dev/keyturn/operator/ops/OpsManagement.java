// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.ops.credential.CredentialChange;
import dev.keyturn.operator.ops.restart.RollingRestart;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.mssqlserver.MssqlEngine;
import dev.keyturn.operator.provision.postgres.PostgresEngine;
import dev.keyturn.operator.provision.redis.RedisEngine;
import dev.keyturn.operator.runtime.Component;
import dev.keyturn.operator.runtime.ComponentName;
import dev.keyturn.operator.runtime.Controller;
import dev.keyturn.operator.runtime.EventLog;
import dev.keyturn.operator.runtime.Surroundings;
import io.fabric8.kubernetes.client.CustomResource;

/// The `ops-manager`: a controller for the requests of each engine.
public final class OpsManagement {
    private static final String SOURCE = "keyturn-ops-manager";

    private final Surroundings around;
    private final Cluster cluster;

    private OpsManagement(Surroundings around) {
        this.around = around;
        this.cluster = new Cluster(around.client(), SOURCE);
    }

    /// What the engines' databases are made of.
    public record Parts(RedisEngine redis, PostgresEngine postgres, MssqlEngine sqlServer) {}

    public static Component component(Surroundings around, Parts parts) {
        var management = new OpsManagement(around);
        var methods = new Methods(management.cluster, around.rotations(), around.clock());
        return Component.reconciling(
                        ComponentName.OPS_MANAGER,
                        new Controller<>(
                                RedisOpsRequest.class,
                                () -> new RedisRequests(new Requests<>(
                                        management.desk(methods.redis(parts.redis())), RedisOpsRequest.class))),
                        new Controller<>(
                                PostgresOpsRequest.class,
                                () -> new PostgresRequests(new Requests<>(
                                        management.desk(methods.postgres(parts.postgres())),
                                        PostgresOpsRequest.class))),
                        new Controller<>(
                                MSSQLServerOpsRequest.class,
                                () -> new MssqlRequests(new Requests<>(
                                        management.desk(methods.sqlServer(parts.sqlServer())),
                                        MSSQLServerOpsRequest.class))))
                .needing(Redis.class)
                .needing(Postgres.class)
                .needing(MSSQLServer.class)
                .needing(PetSet.class)
                .needing(AppBinding.class);
    }

    private <S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> Desk<S, D> desk(
            OpsEngine<S, D> engine) {
        int length = around.config().databases().passwordLength();
        return new Desk<>(
                engine,
                Words.of(engine.name()),
                around.client(),
                cluster,
                new Announcer(new EventLog(around.client(), around.clock(), SOURCE)),
                new CredentialChange.Tools(
                        cluster,
                        new PasswordGenerator(around.random()),
                        new PasswordRequirements(length, 1, 1, 1, 0, ""),
                        around.clock()),
                new RollingRestart(around.client(), around.clock()),
                around.config().rotations(),
                around.clock());
    }
}
