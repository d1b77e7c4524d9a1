// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.api.Domain;
import dev.keyturn.server.api.Resources;
import dev.keyturn.server.api.Routes;
import dev.keyturn.server.api.StatusResource;
import dev.keyturn.server.audit.AuditLog;
import dev.keyturn.server.audit.ChainWatch;
import dev.keyturn.server.audit.Verification;
import dev.keyturn.server.auth.Installation;
import dev.keyturn.server.auth.Installation.Opening;
import dev.keyturn.server.connection.ReachableAddresses;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKeySource;
import dev.keyturn.server.data.DataFolder;
import dev.keyturn.server.data.StartRefused;
import dev.keyturn.server.http.HttpListener;
import dev.keyturn.server.http.Route;
import dev.keyturn.server.http.RouteTable;
import dev.keyturn.server.metrics.Meters;
import dev.keyturn.server.metrics.MetricsListener;
import dev.keyturn.server.metrics.RotationGauges;
import dev.keyturn.server.net.Outbound;
import dev.keyturn.server.net.Resolver;
import dev.keyturn.server.oidc.OidcProvider;
import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.rotation.RotationCensus;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.ui.ConsoleRoutes;
import dev.keyturn.server.webhook.Webhooks;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/// A running server. Whoever starts it shows [#address()] and calls [#close()] when the process is told to end.
public final class Server implements AutoCloseable {
    private static final Duration WEBHOOK_LIMIT = Duration.ofSeconds(15);

    private final HttpListener listener;
    private final Optional<MetricsListener> metrics;
    private final List<Route> routes;
    private final Runnable stop;

    private Server(HttpListener listener, Optional<MetricsListener> metrics, List<Route> routes, Runnable stop) {
        this.listener = listener;
        this.metrics = metrics;
        this.routes = routes;
        this.stop = stop;
    }

    /// Starts a server; on return it answers.
    ///
    /// @param drivers the engines that it can rotate
    ///
    /// @throws StartRefused if the data folder, the store, the root key or the certificate cannot be used
    public static Server start(ServerConfig config, List<TargetDriver> drivers) {
        return start(config, drivers, InstantSource.system(), new SecureRandom());
    }

    /// As [#start(ServerConfig, List)], with a clock and a source of randomness of the caller's, for tests.
    static Server start(ServerConfig config, List<TargetDriver> drivers, InstantSource clock, RandomGenerator random) {
        var opened = new Opened();
        try {
            return start(config, drivers, clock, random, opened);
        } catch (StoreUnavailable e) {
            opened.close();
            throw new StartRefused("The server cannot start: %s.".formatted(e.getMessage()));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Server start(
            ServerConfig config,
            List<TargetDriver> drivers,
            InstantSource clock,
            RandomGenerator random,
            Opened opened) {
        var folder = opened.add(DataFolder.open(config.data()));
        var database = opened.add(Database.open(config.store()));
        var rootKey = config.rootKey().find(database, random);
        database.migrate();
        RootKeySource.remember(rootKey, database);
        var keyring = new Keyring(rootKey, random);
        database.change(session -> keyring.make(session, KeyScope.ORGANIZATION));
        var readers = opened.add(Readers.start(database, clock));
        var randomness = new Randomness(random);
        var audit = opened.add(AuditLog.start(database, keyring, randomness));
        var webhooks = webhooks(config, new Webhooks.Ground(database, keyring, randomness, clock));
        var domain =
                Domain.of(new Domain.Store(database, keyring, randomness, clock), folder, readers, audit, webhooks);
        prepare(domain.accounts().installation(), config);
        var status = new StatusResource(database, clock);
        var meters = opened.add(new Meters());
        var rotations = RotationService.open(domain, config, drivers, meters.runs());
        var watch = opened.add(ChainWatch.start(database, new Verification(keyring), clock));
        var resources = Resources.of(domain, status, watch, rotations.api());
        var provider = config.oidc().map(settings -> opened.add(new OidcProvider(settings, clock)));
        var console =
                ConsoleRoutes.of(new ConsoleRoutes.Ground(domain, resources, status, provider, rootKeyFile(config)));
        var routes = Stream.concat(Routes.of(resources).stream(), console.routes().stream())
                .toList();
        var table = new RouteTable(routes, console.otherwise());
        var listener = opened.add(HttpListener.start(config.listening(), table, random, meters.requests()));
        var _ = opened.add(console);
        var metrics = config.metrics().map(at -> opened.add(metrics(at, meters, database, clock)));
        var _ = opened.add(webhooks.start(rotations.rotations()));
        var _ = opened.add(rotations.start());
        var _ = opened.add(rotations.startManaged());
        rotations.startHealth().ifPresent(opened::add);
        return new Server(listener, metrics, routes, () -> {
            status.drain();
            opened.close();
        });
    }

    private static Optional<String> rootKeyFile(ServerConfig config) {
        return config.rootKey() instanceof RootKeySource.InFile in
                ? Optional.of(in.file().toString())
                : Optional.empty();
    }

    private static Webhooks webhooks(ServerConfig config, Webhooks.Ground ground) {
        var reach = new ReachableAddresses(
                config.targets().allowInternal(), config.targets().allowed());
        var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return new Webhooks(ground, new Outbound(Resolver.system(), reach, tls, WEBHOOK_LIMIT));
    }

    private static MetricsListener metrics(
            InetSocketAddress at, Meters meters, Database database, InstantSource clock) {
        var census = new RotationGauges(() -> RotationCensus.count(database, clock.instant()), clock);
        return MetricsListener.start(at, () -> meters.page(census));
    }

    private static void prepare(Installation installation, ServerConfig config) {
        config.bootstrap().ifPresent(wanted -> {
            var opening = new Opening(wanted.email(), wanted.password().reveal(), wanted.organization());
            var _ = installation.open(opening, wanted.tokenFile());
        });
        installation.prepare();
    }

    /// The address under which it answers, with the port that was taken.
    public URI address() {
        return listener.address();
    }

    /// Where its metrics are, if it was told to serve them.
    public Optional<URI> metrics() {
        return metrics.map(MetricsListener::address);
    }

    /// Every route that it answers, for tests that go through all of them.
    List<Route> routes() {
        return routes;
    }

    /// Lets requests under way finish for at most 30 s, then gives everything back.
    @Override
    public void close() {
        stop.run();
    }

    /// What has to be closed again, last opened first.
    private static final class Opened {
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        <T extends AutoCloseable> T add(T part) {
            parts.push(part);
            return part;
        }

        void close() {
            while (!parts.isEmpty()) {
                try {
                    parts.pop().close();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
