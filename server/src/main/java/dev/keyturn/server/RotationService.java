// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.api.Domain;
import dev.keyturn.server.api.RotationApi;
import dev.keyturn.server.audit.Actor;
import dev.keyturn.server.audit.AuditedRuns;
import dev.keyturn.server.audit.Telling;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.connection.ReachableAddresses;
import dev.keyturn.server.health.HealthBook;
import dev.keyturn.server.health.HealthRounds;
import dev.keyturn.server.health.PublicationHealth;
import dev.keyturn.server.rotation.RotationParts;
import dev.keyturn.server.rotation.RotationTerms;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.rotation.RunWitness;
import dev.keyturn.server.rotation.SqlRotationStore;
import dev.keyturn.server.schedule.RotationScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything about rotations in a server, wired: the store, the API, and the scheduler.
final class RotationService {
    /// Below half a lease, so that no call outlives it.
    private static final Duration BUDGET = Duration.ofSeconds(25);

    /// What a crash left open is no hurry.
    private static final RotationScheduler.Pace MANAGED =
            new RotationScheduler.Pace(2, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final Domain domain;
    private final RotationParts parts;
    private final HealthRounds.Ground health;
    private final Optional<Duration> healthInterval;
    private final RotationApi api;

    private RotationService(Domain domain, ServerConfig config, List<TargetDriver> drivers, RotationListener meters) {
        this.domain = domain;
        var store = domain.store();
        var connections = new ConnectionTable(store.keyring());
        var reach = new ReachableAddresses(
                config.targets().allowInternal(), config.targets().allowed());
        var logins = ConnectionLogins.of(drivers, reach);
        this.parts = RotationParts.assemble(
                new RotationParts.Ground(
                        store.database(),
                        store.keyring(),
                        domain.mappedSecrets(),
                        store.randomness(),
                        store.clock(),
                        RunWitness.all(List.of(
                                new AuditedRuns(domain.audit(), store.clock()),
                                domain.webhooks().outbox())),
                        () -> Telling.current().map(Telling::actor).flatMap(Actor::name)),
                connections,
                logins,
                config.developmentMode() ? RotationTerms.BY_THE_MINUTE : RotationTerms.DAILY,
                new SqlRotationStore.Options(store.randomness().id(), true),
                telling(meters, new PublicationHealth(store.database(), store.keyring())));
        var book = new HealthBook(store.database(), store.keyring(), parts.rotations(), store.clock());
        this.api = RotationApi.of(domain, parts, connections, logins, book, config.outgoingAddress());
        this.health =
                new HealthRounds.Ground(store.database(), connections, logins, parts.rotations(), book, store.clock());
        this.healthInterval = config.healthInterval();
    }

    private static RotationListener telling(RotationListener first, RotationListener second) {
        return (id, event) -> {
            first.on(id, event);
            second.on(id, event);
        };
    }

    /// Wires, and takes back what a former process held. Nothing runs before [#start()].
    static RotationService open(
            Domain domain, ServerConfig config, List<TargetDriver> drivers, RotationListener meters) {
        var service = new RotationService(domain, config, drivers, meters);
        service.parts.store().releaseAfterRestart();
        service.parts.managed().releaseAfterRestart();
        return service;
    }

    RotationApi api() {
        return api;
    }

    Rotations rotations() {
        return parts.rotations();
    }

    /// Looks at the rows from now on.
    RotationScheduler start() {
        return RotationScheduler.start(
                parts.store()::awake, this::advance, domain.store().clock(), RotationScheduler.Pace.standard());
    }

    /// Finishes what is under way at the own accounts of connections from now on.
    RotationScheduler startManaged() {
        var managed = parts.managed();
        return RotationScheduler.start(
                managed::awake, managed::advance, domain.store().clock(), MANAGED);
    }

    /// Makes the regular checks from now on, if there are any.
    Optional<HealthRounds> startHealth() {
        return healthInterval.map(interval -> HealthRounds.start(health, interval));
    }

    private void advance(RotationId id) {
        parts.rotations().connectionOf(id).ifPresent(connection -> {
            var _ = parts.runs().advance(id, connection, BUDGET);
        });
    }
}
