// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import dev.keyturn.core.node.NodeDrivers;
import dev.keyturn.core.target.TargetDriver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a component works with.
///
/// @param drivers the engines that it can talk to
/// @param nodes how single processes of those engines are asked that it runs
public record Surroundings(
        OperatorConfig config,
        KubernetesClient client,
        List<TargetDriver> drivers,
        NodeDrivers nodes,
        InstantSource clock,
        RandomGenerator random,
        MeterRegistry meters) {

    public Surroundings {
        drivers = List.copyOf(drivers);
    }
}
