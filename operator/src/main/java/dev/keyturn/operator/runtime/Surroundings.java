// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import dev.keyturn.core.node.NodeDrivers;
import dev.keyturn.core.node.RotationDrivers;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a component works with.
///
/// @param rotations how the published credential of a database is changed that it runs
/// @param nodes     how single processes of such a database are asked
public record Surroundings(
        OperatorConfig config,
        KubernetesClient client,
        RotationDrivers rotations,
        NodeDrivers nodes,
        InstantSource clock,
        RandomGenerator random,
        MeterRegistry meters) {}
