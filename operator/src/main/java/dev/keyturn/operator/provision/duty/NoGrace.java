// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Dates;
import dev.keyturn.operator.provision.Duty;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Optional;

/// Where a login has one password, the former one is dead since the new one lives: a date for it means nothing.
public final class NoGrace<D extends HasMetadata> implements Duty<D> {
    private final Cluster cluster;

    public NoGrace(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<Instant> attend(D seen) {
        if (Dates.PREVIOUS_VALID_UNTIL.of(seen).isPresent()) {
            cluster.newest(seen)
                    .filter(database -> Dates.PREVIOUS_VALID_UNTIL.of(database).isPresent())
                    .ifPresent(database -> Dates.PREVIOUS_VALID_UNTIL.clear(cluster, database));
        }
        return Optional.empty();
    }
}
