// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Dates;
import dev.keyturn.operator.provision.Duty;
import dev.keyturn.operator.provision.Events;
import dev.keyturn.operator.provision.Ground;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the former pair out of the Secret when its time is over (contract §8.2), and nothing else of it.
public final class DropsPreviousPair<D extends CustomResource<? extends DatabaseSpec, ?>> implements Duty<D> {
    private final Cluster cluster;
    private final Events events;
    private final InstantSource clock;

    public DropsPreviousPair(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.events = new Events(cluster, clock);
        this.clock = clock;
    }

    @Override
    public Optional<Instant> attend(D seen) {
        Optional<Instant> date = Dates.PREVIOUS_DROP_AFTER.of(seen);
        if (date.isEmpty() || date.orElseThrow().isAfter(clock.instant())) {
            return date;
        }
        cluster.newest(seen).ifPresent(this::drop);
        return Optional.empty();
    }

    /// As long as the former password logs in, somebody may need it.
    private void drop(D database) {
        Optional<Instant> date = Dates.PREVIOUS_DROP_AFTER.of(database);
        if (date.filter(at -> !at.isAfter(clock.instant())).isEmpty()
                || Dates.PREVIOUS_VALID_UNTIL.of(database).isPresent()) {
            return;
        }
        Offshoots names = Offshoots.of(database);
        String name = AuthSecrets.name(database.getSpec(), names);
        boolean dropped = cluster.get(Secret.class, names.namespace(), name)
                .map(this::drop)
                .orElse(false);
        if (dropped) {
            events.tell(
                    database,
                    new Ground.Said(
                            "PreviousCredentialDropped",
                            "The former pair is no longer in Secret " + name + ": its time was over"),
                    name + " " + date.orElseThrow());
        }
        Dates.PREVIOUS_DROP_AFTER.clear(cluster, database);
    }

    /// @return whether there was something to drop, and it could be
    private boolean drop(Secret secret) {
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        ObjectNode patch = Cluster.patch();
        List.of(SecretData.PREVIOUS_USERNAME, SecretData.PREVIOUS_PASSWORD).forEach(key -> {
            if (data.containsKey(key)) {
                patch.withObject("/data").putNull(key);
            }
        });
        if (patch.isEmpty() || Boolean.TRUE.equals(secret.getImmutable())) {
            return false;
        }
        cluster.merge(secret, patch);
        return true;
    }
}
