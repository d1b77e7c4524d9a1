// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import dev.keyturn.core.node.NodeDrivers;
import dev.keyturn.core.node.RotationDrivers;
import dev.keyturn.operator.runtime.OperatorConfig;
import dev.keyturn.operator.runtime.OperatorRuntime;
import dev.keyturn.operator.runtime.StartRefused;
import java.net.URI;

/// A running operator. Whoever starts it shows [#address()] and calls [#close()] when the process is told to end.
public final class Operator implements AutoCloseable {
    private final OperatorRuntime runtime;

    private Operator(OperatorRuntime runtime) {
        this.runtime = runtime;
    }

    /// Starts an operator; on return it answers, and works as soon as it has the Lease.
    ///
    /// @param rotations how the published credential of a database is changed that it runs
    /// @param nodes     how single processes of such a database are asked
    /// @throws StartRefused if the cluster or an address cannot be used
    public static Operator start(OperatorConfig config, RotationDrivers rotations, NodeDrivers nodes) {
        return new Operator(OperatorRuntime.start(config, rotations, nodes, Components::of));
    }

    /// Where health and metrics are.
    public URI address() {
        return runtime.address();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
