// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The duties towards the databases of one engine. When they are due next is remembered, so that a round of health
/// costs nothing: a saving and no state, all of it may be lost at any time.
final class Duties<D extends HasMetadata> {
    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    private static final String OWN = "keyturn.dev/";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final List<? extends Duty<D>> duties;
    private final InstantSource clock;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    /// @param mark of the database when it was looked at
    /// @param next when the first duty is due
    private record Look(String mark, Instant next) {
        boolean holds(String now, Instant at) {
            return mark.equals(now) && next.isAfter(at);
        }
    }

    Duties(List<? extends Duty<D>> duties, InstantSource clock) {
        this.duties = List.copyOf(duties);
        this.clock = clock;
    }

    /// Does what is due.
    ///
    /// @return after how long it has to be called again though nothing changed
    Duration attend(D database) {
        String mark = mark(database.getMetadata());
        Instant now = clock.instant();
        Look known = looks.getOrDefault(database.getMetadata().getUid(), new Look("", Instant.EPOCH));
        if (known.holds(mark, now)) {
            return Duration.between(now, known.next());
        }
        Duration wait = LONGEST;
        for (Duty<D> duty : duties) {
            wait = shorter(wait, attend(duty, database));
        }
        looks.put(
                database.getMetadata().getUid(), new Look(mark, clock.instant().plus(wait)));
        return wait;
    }

    /// The next call looks at everything.
    void forget(D database) {
        looks.remove(database.getMetadata().getUid());
    }

    /// One that the cluster refuses hinders no other one.
    private Duration attend(Duty<D> duty, D database) {
        try {
            Optional<Instant> next = duty.attend(database);
            return next.map(at -> Duration.between(clock.instant(), at))
                    .map(wait -> wait.isPositive() ? wait : SOON)
                    .orElse(LONGEST);
        } catch (KubernetesClientException e) {
            if (Cluster.isStale(e)) {
                return SOON;
            }
            LOG.atWarn()
                    .addKeyValue("kind", database.getKind())
                    .addKeyValue("namespace", database.getMetadata().getNamespace())
                    .addKeyValue("name", database.getMetadata().getName())
                    .addKeyValue("code", e.getCode())
                    .setCause(e)
                    .log("the cluster refused what was due; it is tried again");
            return LATER;
        }
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// What duties are decided by: the spec, and our own annotations.
    private static String mark(ObjectMeta metadata) {
        var annotations =
                new TreeMap<>(Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()));
        annotations.keySet().removeIf(name -> !name.startsWith(OWN));
        return metadata.getGeneration() + " " + annotations;
    }
}
