// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.operator.crd.database.DatabaseSpec;
import dev.keyturn.operator.crd.database.DatabaseStatus;
import dev.keyturn.operator.crd.database.HealthChecker;
import dev.keyturn.operator.provision.HealthCheck.Credentials;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One look at the health of a database (contract §4.7): the service, each node, the pods.
final class HealthRound<S extends DatabaseSpec, D extends CustomResource<S, ? extends DatabaseStatus>> {
    private static final int TIMEOUT = 10;

    private final Engine<S, D> engine;
    private final AuthSecrets authSecrets;
    private final InstantSource clock;

    HealthRound(Engine<S, D> engine, AuthSecrets authSecrets, InstantSource clock) {
        this.engine = engine;
        this.authSecrets = authSecrets;
        this.clock = clock;
    }

    /// What was found: each empty if all is well, otherwise what is wrong.
    ///
    /// @param forming     whether the nodes are being brought together
    /// @param credentials whether there was a pair to log in with
    record Findings(
            Optional<String> replicas,
            Optional<String> accepting,
            Optional<String> ready,
            boolean forming,
            boolean credentials) {
        boolean isWell() {
            return replicas.isEmpty() && accepting.isEmpty() && ready.isEmpty();
        }
    }

    /// @param repairs whether the nodes may be brought together
    Findings look(Blueprint<S> blueprint, Watched<D> watched, boolean repairs) {
        List<Pod> pods = watched.pods();
        Optional<String> replicas = replicas(engine.pods(blueprint.spec()), pods);
        List<Nodes.Node> running = pods.stream()
                .flatMap(pod -> PodState.address(pod).stream()
                        .map(address -> new Nodes.Node(pod.getMetadata().getName(), address)))
                .toList();
        if (running.isEmpty()) {
            return unreachable(replicas, "no pod of it runs", true);
        }
        Optional<Credentials> known = credentials(blueprint);
        if (known.isEmpty()) {
            return unreachable(
                    replicas,
                    "Secret " + blueprint.authSecret().orElse("") + " is missing, or has no username and password",
                    false);
        }
        var check = new HealthCheck(
                engine.driver(), blueprint.tls(), deadline(blueprint), known.get(), () -> credentials(blueprint));
        Optional<String> accepting = service(blueprint, watched)
                .map(at -> check.ask(at, false)
                        .map(why -> "the service " + blueprint.names().name() + ": " + why))
                .orElseGet(() -> Optional.of("the service " + blueprint.names().name() + " is missing"));
        Optional<String> apart = repairs ? together(blueprint, running, known.get()) : Optional.empty();
        Optional<String> ready = apart.or(() -> nodes(blueprint, running, check));
        return new Findings(replicas, accepting, ready, apart.isPresent(), true);
    }

    private static Findings unreachable(Optional<String> replicas, String why, boolean credentials) {
        return new Findings(replicas, Optional.of(why), Optional.of(why), false, credentials);
    }

    private static Optional<String> replicas(int wanted, List<Pod> pods) {
        long ready = pods.stream().filter(PodState::isReady).count();
        return ready >= wanted ? Optional.empty() : Optional.of(ready + " of " + wanted + " pods are ready");
    }

    private Optional<String> together(Blueprint<S> blueprint, List<Nodes.Node> running, Credentials known) {
        return engine.members(blueprint, new Nodes(running, blueprint.tls(), known.login(), deadline(blueprint)))
                .missing();
    }

    private Optional<String> nodes(Blueprint<S> blueprint, List<Nodes.Node> running, HealthCheck check) {
        boolean write = !blueprint
                .spec()
                .healthChecker()
                .flatMap(HealthChecker::disableWriteCheck)
                .orElse(false);
        return running.stream()
                .flatMap(
                        node -> check
                                .ask(new Endpoint(node.address(), engine.port()), write)
                                .map(why -> node.pod() + ": " + why)
                                .stream())
                .findFirst();
    }

    /// As the published Secret has it now.
    private Optional<Credentials> credentials(Blueprint<S> blueprint) {
        if (blueprint.authSecret().isEmpty()) {
            var anybody = new Login(new AccountName(engine.user()), Optional.empty());
            return Optional.of(new Credentials(anybody, ""));
        }
        return authSecrets
                .named(blueprint.names(), blueprint.authSecret().get())
                .flatMap((Secret secret) -> SecretData.pair(secret))
                .map(pair -> new Credentials(pair.login(), pair.resourceVersion()));
    }

    private static Optional<Endpoint> service(Blueprint<?> blueprint, Watched<?> watched) {
        return watched.find(Service.class, blueprint.names().name())
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .filter(port -> "primary".equals(port.getName()))
                        .map(ServicePort::getPort)
                        .findFirst()
                        .map(port -> new Endpoint(service.getSpec().getClusterIP(), port)));
    }

    private Deadline deadline(Blueprint<S> blueprint) {
        int seconds = blueprint
                .spec()
                .healthChecker()
                .flatMap(HealthChecker::timeoutSeconds)
                .orElse(TIMEOUT);
        return Deadline.at(clock.instant().plus(Duration.ofSeconds(seconds)), clock);
    }
}
