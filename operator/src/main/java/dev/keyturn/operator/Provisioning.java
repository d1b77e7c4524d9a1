// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.operator.crd.appbinding.AppBinding;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.ops.OpsManagement;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Care;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Duty;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.Provisioner;
import dev.keyturn.operator.provision.Settlement;
import dev.keyturn.operator.provision.duty.DropsPreviousPair;
import dev.keyturn.operator.provision.duty.NoGrace;
import dev.keyturn.operator.provision.duty.RotatesWhenDue;
import dev.keyturn.operator.provision.mssqlserver.ClusterCertificates;
import dev.keyturn.operator.provision.mssqlserver.MssqlEngine;
import dev.keyturn.operator.provision.mssqlserver.MssqlReconciler;
import dev.keyturn.operator.provision.postgres.PostgresEngine;
import dev.keyturn.operator.provision.postgres.PostgresReconciler;
import dev.keyturn.operator.provision.redis.FormerPassword;
import dev.keyturn.operator.provision.redis.GraceEnds;
import dev.keyturn.operator.provision.redis.RedisEngine;
import dev.keyturn.operator.provision.redis.RedisReconciler;
import dev.keyturn.operator.runtime.Component;
import dev.keyturn.operator.runtime.ComponentName;
import dev.keyturn.operator.runtime.Controller;
import dev.keyturn.operator.runtime.Surroundings;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/// The `provisioner`: a controller for each engine.
record Provisioning(Surroundings around, Cluster cluster) {

    static Component component(Surroundings around) {
        var parts = new Provisioning(around, new Cluster(around.client()));
        return Component.reconciling(
                        ComponentName.PROVISIONER,
                        new Controller<>(Redis.class, () -> new RedisReconciler(parts.redis())),
                        new Controller<>(Postgres.class, () -> new PostgresReconciler(parts.postgres())),
                        new Controller<>(MSSQLServer.class, () -> new MssqlReconciler(parts.sqlServer())))
                .needing(PetSet.class)
                .needing(AppBinding.class)
                .needing(RedisVersion.class)
                .needing(PostgresVersion.class)
                .needing(MSSQLServerVersion.class);
    }

    /// What databases are made of, for whoever works on them besides.
    static OpsManagement.Parts parts(Surroundings around) {
        var parts = new Provisioning(around, new Cluster(around.client()));
        return new OpsManagement.Parts(parts.redisEngine(), parts.postgresEngine(), parts.sqlServerEngine());
    }

    private Provisioner<RedisSpec, Redis> redis() {
        var former = new FormerPassword(
                cluster, around.rotations().redis(), around.nodes().redis(), around.clock());
        return of(redisEngine(), new GraceEnds(cluster, former, around.clock()), former::mend);
    }

    private Provisioner<PostgresSpec, Postgres> postgres() {
        return of(postgresEngine(), new NoGrace<>(cluster), Settlement.none());
    }

    private Provisioner<MSSQLServerSpec, MSSQLServer> sqlServer() {
        return of(sqlServerEngine(), new NoGrace<>(cluster), Settlement.none());
    }

    private RedisEngine redisEngine() {
        return new RedisEngine(around.nodes().redis());
    }

    private PostgresEngine postgresEngine() {
        return new PostgresEngine(around.nodes().postgres());
    }

    private MssqlEngine sqlServerEngine() {
        return new MssqlEngine(
                around.nodes().sqlserver(),
                ClusterCertificates.certificates(
                        around.client(), around.config().databases().certManager(), around.clock()));
    }

    /// @param grace what ends the former password
    private <S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> Provisioner<S, D> of(
            Engine<S, D> engine, Duty<D> grace, Settlement<D> settlement) {
        int length = around.config().databases().passwordLength();
        var secrets = new AuthSecrets(
                cluster,
                new PasswordGenerator(around.random()),
                new PasswordRequirements(length, 1, 1, 1, 0, ""),
                around.clock());
        List<Duty<D>> duties = List.of(
                grace,
                new DropsPreviousPair<>(cluster, around.clock()),
                new RotatesWhenDue<>(engine, cluster, around.clock()));
        return new Provisioner<>(engine, cluster, secrets, around.clock(), new Care<>(duties, settlement));
    }
}
