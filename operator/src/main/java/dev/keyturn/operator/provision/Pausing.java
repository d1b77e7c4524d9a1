// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.InstantSource;
import java.util.Optional;

/// How a request keeps the Provisioner away from its database, and lets it in again (contract §7.4). The annotation is
/// the lock, and comes first and goes last: a condition without it is somebody else's, and would stay for ever.
public final class Pausing {
    private final Cluster cluster;
    private final InstantSource clock;
    private final StatusWriter status;
    private final Pause pause;

    public Pausing(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.status = new StatusWriter(cluster);
        this.pause = new Pause(cluster);
    }

    /// Pauses a database for a request; repeatable.
    ///
    /// @param database as it was just read
    /// @return why it cannot be had now; empty: the database is paused, and ours
    public Optional<String> take(
            CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database, HasMetadata request) {
        var wanted = owner(request);
        Optional<Pause.Owner> owner = Pause.owner(database);
        boolean paused = StatusWriter.conditions(database).isTrue(DatabaseCondition.PAUSED);
        if (owner.filter(wanted::equals).isEmpty()) {
            if (owner.isPresent()) {
                return Optional.of("the database is paused by " + owner.orElseThrow());
            }
            if (paused) {
                return Optional.of("the database is paused by somebody who is no request: its condition Paused is True,"
                        + " and nobody's name is in " + Pause.PAUSED_BY);
            }
        }
        var locked = owner.isPresent() ? database : locked(database, wanted);
        if (!paused) {
            var said = new Conditions.Statement(
                    true,
                    DatabaseCondition.PAUSED.reason(true),
                    "Paused by " + wanted,
                    database.getMetadata().getGeneration());
            status.write(locked, StatusWriter.conditions(locked).with(DatabaseCondition.PAUSED, said, clock.instant()));
        }
        return Optional.empty();
    }

    /// Whether the database is paused for that request.
    public static boolean isHeldBy(HasMetadata database, HasMetadata request) {
        return Pause.owner(database).filter(owner(request)::equals).isPresent();
    }

    /// Whether the Provisioner is kept away for that request: the condition stands as well as the lock.
    public static boolean isPausedFor(
            CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database, HasMetadata request) {
        return isHeldBy(database, request) && StatusWriter.conditions(database).isTrue(DatabaseCondition.PAUSED);
    }

    /// Lets the Provisioner in again; nothing is done if the pause is not that request's.
    ///
    /// @param database as it was just read
    public void lift(CustomResource<? extends DatabaseSpec, ? extends DatabaseStatus> database, HasMetadata request) {
        if (!isHeldBy(database, request)) {
            return;
        }
        Conditions conditions = StatusWriter.conditions(database);
        if (conditions.of(DatabaseCondition.PAUSED).isPresent()) {
            status.write(database, conditions.without(DatabaseCondition.PAUSED));
            cluster.get(
                            database.getClass(),
                            database.getMetadata().getNamespace(),
                            database.getMetadata().getName())
                    .filter(now -> isHeldBy(now, request))
                    .ifPresent(pause::unlock);
        } else {
            var _ = pause.unlock(database);
        }
    }

    private <D extends HasMetadata> D locked(D database, Pause.Owner owner) {
        var patch = Cluster.patch();
        patch.withObject("/metadata/annotations").put(Pause.PAUSED_BY, owner.text());
        return cluster.merge(database, patch);
    }

    private static Pause.Owner owner(HasMetadata request) {
        return new Pause.Owner(
                request.getKind(),
                request.getMetadata().getName(),
                request.getMetadata().getUid());
    }
}
