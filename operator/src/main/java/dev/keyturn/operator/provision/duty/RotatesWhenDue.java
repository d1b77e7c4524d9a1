// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.duty;

import dev.keyturn.operator.crd.GoDuration;
import dev.keyturn.operator.crd.database.AuthSecret;
import dev.keyturn.operator.crd.database.AutoOps;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Duty;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.Events;
import dev.keyturn.operator.provision.Ground;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.duty.AutoRotation.Life;
import dev.keyturn.operator.provision.duty.AutoRotation.Past;
import dev.keyturn.operator.provision.duty.AutoRotation.Verdict;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Asks for a rotation when the password of a database has reached its age (contract §9). The request's name holds the
/// date that it is of, so that it is made once, also by two operators, and by one that died after it.
public final class RotatesWhenDue<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>>
        implements Duty<D> {
    private static final Logger LOG = LoggerFactory.getLogger(RotatesWhenDue.class);
    private static final Duration REFUSED = Duration.ofMinutes(10);
    private static final String OVERDUE = "RotationOverdue";

    private final Engine<S, D> engine;
    private final Cluster cluster;
    private final Events events;
    private final InstantSource clock;

    public RotatesWhenDue(Engine<S, D> engine, Cluster cluster, InstantSource clock) {
        this.engine = engine;
        this.cluster = cluster;
        this.events = new Events(cluster, clock);
        this.clock = clock;
    }

    /// Nothing is asked of the cluster before the date has come.
    @Override
    public Optional<Instant> attend(D seen) {
        return switch (AutoRotation.due(life(seen.getSpec()), Past.none(), clock.instant())) {
            case Verdict.Never() -> Optional.empty();
            case Verdict.Wait(Instant until) -> Optional.of(until);
            default -> cluster.newest(seen).flatMap(this::act);
        };
    }

    private Optional<Instant> act(D database) {
        Instant now = clock.instant();
        var requests = new AutomaticRequests(cluster, Offshoots.of(database));
        Life life = life(database.getSpec());
        Past past = life.activeFrom()
                .map(since -> requests.past(engine.request(), since))
                .orElseGet(Past::none);
        return switch (AutoRotation.due(life, past, now)) {
            case Verdict.Never() -> Optional.empty();
            case Verdict.Wait(Instant until) -> Optional.of(until);
            case Verdict.Stamp() -> stamp(database, now);
            case Verdict.Rotate(Instant due) -> rotate(database, requests, due);
            case Verdict.Overdue overdue -> remind(database, life, overdue);
        };
    }

    private Life life(S spec) {
        boolean off = engine.takesAnybody(spec)
                || spec.autoOps().flatMap(AutoOps::disabled).orElse(false);
        return new Life(
                spec.authSecret().flatMap(AuthSecret::activeFrom),
                spec.authSecret()
                        .flatMap(AuthSecret::rotateAfter)
                        .flatMap(GoDuration::value)
                        .filter(_ -> !off),
                AuthSecrets.isExternal(spec));
    }

    private Optional<Instant> stamp(D database, Instant now) {
        var patch = Cluster.patch();
        patch.withObject("/spec/authSecret")
                .put("activeFrom", now.truncatedTo(ChronoUnit.SECONDS).toString());
        cluster.merge(database, patch);
        return Optional.of(now.plusSeconds(1));
    }

    private Optional<Instant> rotate(D database, AutomaticRequests requests, Instant due) {
        Instant now = clock.instant();
        try {
            requests.create(engine.request(), due)
                    .ifPresent(name -> log(LOG.atInfo(), database)
                            .addKeyValue("request", name)
                            .log("the password has reached its age; its rotation is asked for"));
            return Optional.of(now.plus(AutoRotation.MEANWHILE));
        } catch (KubernetesClientException e) {
            log(LOG.atWarn(), database)
                    .addKeyValue("code", e.getCode())
                    .setCause(e)
                    .log("the cluster refuses the request for the rotation that is due; it is tried again");
            var said = new Ground.Said(
                    OVERDUE,
                    "The password was due to be rotated at " + due + ", and the cluster refuses the request for it ("
                            + e.getCode() + "); the operator's log says why, and it is tried again");
            events.warn(database, said, "refused " + now.truncatedTo(ChronoUnit.DAYS));
            return Optional.of(now.plus(REFUSED));
        }
    }

    private static LoggingEventBuilder log(LoggingEventBuilder line, CustomResource<?, ?> database) {
        return line.addKeyValue("kind", database.getKind())
                .addKeyValue("namespace", database.getMetadata().getNamespace())
                .addKeyValue("name", database.getMetadata().getName());
    }

    private Optional<Instant> remind(D database, Life life, Verdict.Overdue overdue) {
        String secret = AuthSecrets.name(database.getSpec(), Offshoots.of(database));
        String todo = life.external()
                ? "Secret " + secret
                        + " is externally managed, so it is not rotated by itself: request RotateAuth with a"
                        + " secretRef, or let Keyturn manage the Secret"
                : overdue.tries() + " automatic requests have failed, so no further one is made: their conditions say"
                        + " why; mend it and request RotateAuth";
        events.warn(
                database,
                new Ground.Said(OVERDUE, "The password was due to be rotated at " + overdue.due() + ". " + todo),
                overdue.due() + " " + overdue.day());
        return Optional.of(overdue.until());
    }
}
