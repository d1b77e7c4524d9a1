// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.database.DeletionPolicy;
import dev.keyturn.operator.crd.database.HealthChecker;
import dev.keyturn.operator.provision.Beat.Entry;
import dev.keyturn.operator.provision.Conditions.Statement;
import dev.keyturn.operator.provision.Drafts.Draft;
import dev.keyturn.operator.provision.HealthRound.Findings;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the databases of one engine: builds what is missing, asks for their health, and lets go of what is
/// halted or deleted. What it does next depends on the cluster alone.
public final class Provisioner<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioner.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Engine<S, D> engine;
    private final Cluster cluster;
    private final InstantSource clock;
    private final Builder<S, D> builder;
    private final HealthRound<S, D> health;
    private final StatusWriter status;
    private final Resumption<D> resumption;
    private final Ending<S, D> ending;
    private final Events events;
    private final Duties<D> duties;
    private final Beat<S> beat = new Beat<>();

    public Provisioner(
            Engine<S, D> engine, Cluster cluster, AuthSecrets authSecrets, InstantSource clock, Care<D> care) {
        this.engine = engine;
        this.cluster = cluster;
        this.clock = clock;
        this.builder = new Builder<>(engine, cluster, authSecrets);
        this.health = new HealthRound<>(engine, authSecrets, clock);
        this.status = new StatusWriter(cluster);
        this.resumption = new Resumption<>(new Pause(cluster), care.settlement(), status);
        this.ending = new Ending<>(engine, cluster, status, clock);
        this.events = new Events(cluster, clock);
        this.duties = new Duties<>(care.duties(), clock);
    }

    /// What a controller has to watch besides the databases.
    public List<EventSource<?, D>> sources(EventSourceContext<D> context) {
        return Watched.sources(engine.resource(), context);
    }

    /// One turn. Whoever calls it again does so at the time that it returns, or earlier.
    public UpdateControl<D> reconcile(D database, Context<D> context) {
        if (context.isPrimaryResourceDeleted()) {
            beat.forget(database.getMetadata().getUid());
            duties.forget(database);
            return UpdateControl.noUpdate();
        }
        try {
            return again(turn(database, new Watched<>(context)));
        } catch (KubernetesClientException e) {
            if (!Cluster.isStale(e)) {
                log(database, e);
            }
            return again(Cluster.isStale(e) ? SOON : LATER);
        }
    }

    private static void log(CustomResource<?, ?> database, KubernetesClientException e) {
        LOG.atWarn()
                .addKeyValue("database", title(database))
                .addKeyValue("code", e.getCode())
                .setCause(e)
                .log("the cluster refused a step; it is tried again");
    }

    private UpdateControl<D> again(Duration after) {
        return UpdateControl.<D>noUpdate().rescheduleAfter(after);
    }

    private Duration turn(D database, Watched<D> watched) {
        if (database.isMarkedForDeletion()) {
            return ending.leave(database);
        }
        if (!Finalizer.isOn(database)) {
            Finalizer.add(cluster, database);
            return SOON;
        }
        Conditions conditions = StatusWriter.conditions(database);
        Optional<Pause.Owner> owner = Pause.owner(database);
        boolean paused = conditions.isTrue(DatabaseCondition.PAUSED);
        if (owner.isPresent() && resumption.lift(database, owner.get())) {
            beat.keep(uid(database), beat.of(uid(database)).broken());
            return SOON;
        }
        if (paused) {
            return lookOnly(database, watched, conditions);
        }
        if (isHalted(database)) {
            return ending.halt(database);
        }
        Duration next = look(database, watched, conditions);
        return owner.isPresent() ? next : Duties.shorter(next, duties.attend(database));
    }

    /// What a database that is paused gets: nothing but a look at its health.
    private Duration lookOnly(D database, Watched<D> watched, Conditions conditions) {
        Entry<S> entry = beat.of(uid(database));
        beat.keep(uid(database), entry.broken());
        duties.forget(database);
        Instant now = clock.instant();
        if (!entry.asksForCheck(watched.podMark(), now)) {
            return Duration.between(now, entry.next());
        }
        try {
            Draft<S> draft = builder.draft(database);
            return check(database, watched, conditions, draft.blueprint(), false);
        } catch (Shortfall shortfall) {
            return LATER;
        }
    }

    private Duration look(D database, Watched<D> watched, Conditions before) {
        Entry<S> entry = beat.of(uid(database));
        String mark = watched.mark(database);
        Conditions conditions = started(database, before);
        if (entry.asksForRepair(mark, clock.instant())) {
            if (!isFree(database)) {
                return SOON;
            }
            try {
                Draft<S> draft = builder.build(database, watched);
                draft.ground().warnings().forEach(said -> events.warn(database, said));
                beat.keep(uid(database), entry.repaired(mark, clock.instant(), draft.blueprint()));
            } catch (Shortfall shortfall) {
                return fallShort(database, watched, before, shortfall);
            } catch (KubernetesClientException e) {
                if (Cluster.isStale(e)) {
                    throw e;
                }
                log(database, e);
                return fallShort(database, watched, before, Shortfall.refused(e));
            }
        }
        Blueprint<S> blueprint = beat.of(uid(database)).blueprint().orElseThrow();
        return check(database, watched, conditions, blueprint, true);
    }

    /// Asked before a repair: what is watched may be older than a pause that stands already.
    private boolean isFree(D database) {
        return cluster.newest(database).filter(now -> !Pause.stands(now)).isPresent();
    }

    /// Says what is missing; what runs is looked after all the same.
    private Duration fallShort(D database, Watched<D> watched, Conditions conditions, Shortfall shortfall) {
        Conditions said = conditions.with(
                DatabaseCondition.DEPENDENCY_READY,
                new Statement(false, shortfall.reason(), shortfall.message(), generation(database)),
                clock.instant());
        if (watched.pods().isEmpty()) {
            status.write(database, said);
            return LATER;
        }
        try {
            return check(database, watched, said, builder.draft(database).blueprint(), false);
        } catch (Shortfall _) {
            status.write(database, said);
            return LATER;
        }
    }

    private Conditions started(D database, Conditions conditions) {
        return conditions
                .with(
                        DatabaseCondition.PROVISIONING_STARTED,
                        new Statement(
                                true,
                                DatabaseCondition.PROVISIONING_STARTED.reason(true),
                                "Provisioning of " + title(database) + " began",
                                generation(database)),
                        clock.instant())
                .without(DatabaseCondition.DEPENDENCY_READY)
                .without(DatabaseCondition.HALTED);
    }

    private Duration check(
            D database, Watched<D> watched, Conditions conditions, Blueprint<S> blueprint, boolean repairs) {
        Entry<S> entry = beat.of(uid(database));
        String pods = watched.podMark();
        if (!entry.asksForCheck(pods, clock.instant())) {
            status.write(database, conditions);
            return positive(Duration.between(clock.instant(), entry.next()));
        }
        Findings findings = health.look(blueprint, watched, repairs);
        int failures = findings.isWell() ? 0 : entry.failures() + 1;
        var report = new HealthReport(
                title(database),
                generation(database),
                blueprint.spec().healthChecker().orElseGet(Provisioner::usual),
                clock.instant());
        status.write(database, report.conditions(conditions, findings, failures));
        Duration next = report.next(findings, failures);
        Entry<S> checked = entry.checked(pods, clock.instant().plus(next), failures);
        beat.keep(uid(database), findings.credentials() ? checked : checked.broken());
        return next;
    }

    private static HealthChecker usual() {
        return new HealthChecker(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private boolean isHalted(D database) {
        return database.getSpec().halted().orElse(false)
                && database.getSpec().deletionPolicy().orElse(DeletionPolicy.DELETE) != DeletionPolicy.DO_NOT_TERMINATE;
    }

    private static Duration positive(Duration wait) {
        return wait.isPositive() ? wait : SOON;
    }

    private static String title(CustomResource<?, ?> database) {
        return database.getKind() + " " + database.getMetadata().getNamespace() + "/"
                + database.getMetadata().getName();
    }

    private static String uid(CustomResource<?, ?> database) {
        return database.getMetadata().getUid();
    }

    private static long generation(CustomResource<?, ?> database) {
        return database.getMetadata().getGeneration();
    }
}
