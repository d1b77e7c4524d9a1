// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.database.DeletionPolicy;
import dev.keyturn.operator.provision.Conditions.Statement;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The halt and the end of one database.
final class Ending<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration RARELY = Duration.ofMinutes(5);

    private final Engine<S, D> engine;
    private final Cluster cluster;
    private final Departure departure;
    private final StatusWriter status;
    private final InstantSource clock;

    Ending(Engine<S, D> engine, Cluster cluster, StatusWriter status, InstantSource clock) {
        this.engine = engine;
        this.cluster = cluster;
        this.departure = new Departure(cluster);
        this.status = status;
        this.clock = clock;
    }

    Duration halt(D database) {
        Offshoots names = Offshoots.of(database);
        Conditions conditions = StatusWriter.conditions(database);
        if (!departure.halt(names, secrets(database, names))) {
            return SOON;
        }
        status.write(
                database,
                conditions.with(
                        DatabaseCondition.HALTED,
                        new Statement(
                                true,
                                DatabaseCondition.HALTED.reason(true),
                                "Volumes and Secrets are kept, everything else is gone; set spec.halted to false to go on",
                                database.getMetadata().getGeneration()),
                        clock.instant()));
        return RARELY;
    }

    Duration leave(D database) {
        if (!Finalizer.isOn(database)) {
            return RARELY;
        }
        S spec = database.getSpec();
        DeletionPolicy policy = spec.halted().orElse(false)
                ? DeletionPolicy.HALT
                : spec.deletionPolicy().orElse(DeletionPolicy.DELETE);
        if (policy == DeletionPolicy.DO_NOT_TERMINATE) {
            String why = "Deletion waits: deletionPolicy is DoNotTerminate; change it to Halt, Delete or WipeOut";
            status.write(
                    database,
                    StatusWriter.conditions(database)
                            .with(
                                    DatabaseCondition.DEPENDENCY_READY,
                                    new Statement(
                                            false,
                                            "DoNotTerminate",
                                            why,
                                            database.getMetadata().getGeneration()),
                                    clock.instant()));
            return RARELY;
        }
        Offshoots names = Offshoots.of(database);
        Optional<String> external =
                AuthSecrets.isExternal(spec) ? Optional.of(AuthSecrets.name(spec, names)) : Optional.empty();
        if (!departure.leave(names, policy, secrets(database, names), external)) {
            return SOON;
        }
        Finalizer.remove(cluster, database);
        return RARELY;
    }

    /// Whatever may have been made; the first auth Secret may not be the one of today.
    private List<String> secrets(D database, Offshoots names) {
        List<String> secrets = new ArrayList<>(List.of(
                AuthSecrets.name(database.getSpec(), names),
                names.authSecret(),
                names.configSecret(),
                names.aclSecret()));
        secrets.addAll(engine.groundwork().secrets(names));
        return secrets.stream().distinct().toList();
    }
}
