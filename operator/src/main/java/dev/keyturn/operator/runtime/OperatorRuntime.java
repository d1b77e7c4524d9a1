// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import dev.keyturn.core.node.NodeDrivers;
import dev.keyturn.core.node.RotationDrivers;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running process: client, components, health endpoint and Lease, begun in this order and ended in the opposite
/// one.
public final class OperatorRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRuntime.class);

    private final Opened opened;
    private final HealthListener health;

    private OperatorRuntime(Opened opened, HealthListener health) {
        this.opened = opened;
        this.health = health;
    }

    /// Starts everything. On return it answers, and takes part in the election.
    ///
    /// @param parts makes the components; those that are not wanted are left out
    /// @throws StartRefused if the cluster or an address cannot be used
    public static OperatorRuntime start(
            OperatorConfig config,
            RotationDrivers rotations,
            NodeDrivers nodes,
            Function<Surroundings, List<Component>> parts) {
        var opened = new Opened();
        try {
            return start(config, rotations, nodes, parts, opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static OperatorRuntime start(
            OperatorConfig config,
            RotationDrivers rotations,
            NodeDrivers nodes,
            Function<Surroundings, List<Component>> parts,
            Opened opened) {
        var client = opened.add(ClusterClient.open(config.place().cluster()));
        var meters = opened.add(new OperatorMeters());
        var around = new Surroundings(
                config, client, rotations, nodes, InstantSource.system(), new SecureRandom(), meters.registry());
        var definitions = new Definitions(client, config.scope().adoptForeignDefinitions());
        var components = parts.apply(around).stream()
                .filter(component -> config.components().contains(component.name()))
                .map(definitions::judged)
                .toList();
        components.forEach(component -> announce(component, meters));
        var controllers = components.stream()
                .flatMap(component -> component.controllers().stream())
                .toList();
        var workers = new Workers(client, controllers, config.scope().namespaces(), meters);
        meters.leader(workers::isLeading);
        components.forEach(component -> component.service().ifPresent(service -> opened.add(service.start())));
        var health = opened.add(
                HealthListener.start(config.listen(), () -> status(config, workers, components), meters::page));
        var leadership = opened.add(new Leadership(client, config.place(), workers));
        leadership.start();
        return new OperatorRuntime(opened, health);
    }

    private static void announce(Component component, OperatorMeters meters) {
        meters.component(component);
        var name = component.name().word();
        component
                .reason()
                .ifPresentOrElse(
                        why -> LOG.atWarn()
                                .addKeyValue("component", name)
                                .addKeyValue("reason", why)
                                .log("component is idle"),
                        () -> LOG.atInfo().addKeyValue("component", name).log("component is there"));
    }

    private static StatusPage status(OperatorConfig config, Workers workers, List<Component> components) {
        var leads = workers.isLeading();
        List<StatusPage.Line> lines = new ArrayList<>();
        for (var name : ComponentName.values()) {
            lines.add(components.stream()
                    .filter(component -> component.name() == name)
                    .findFirst()
                    .map(component -> StatusPage.Line.of(component, leads))
                    .orElseGet(() -> StatusPage.Line.off(name)));
        }
        return new StatusPage(config.place().identity(), leads, workers.trouble(), lines);
    }

    /// Where health and metrics are, with the port that was taken.
    public URI address() {
        return health.address();
    }

    /// Ends what is under way, gives the Lease back, and ends the rest.
    @Override
    public void close() {
        opened.close();
    }

    /// What was opened, closed in the opposite order; one that fails does not keep the others open.
    private static final class Opened implements AutoCloseable {
        private final Deque<AutoCloseable> all = new ArrayDeque<>();

        <T extends AutoCloseable> T add(T one) {
            all.push(one);
            return one;
        }

        @Override
        public void close() {
            while (!all.isEmpty()) {
                closeOne(all.pop());
            }
        }

        private static void closeOne(AutoCloseable one) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.atError().setCause(e).log("could not be closed");
            }
        }
    }
}
