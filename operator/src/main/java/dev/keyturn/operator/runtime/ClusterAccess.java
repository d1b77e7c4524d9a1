// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.runtime;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;

/// Which cluster, and who we are there.
public sealed interface ClusterAccess {

    /// What the client needs to connect. It holds credentials: never logged, never kept longer than needed.
    Config read();

    /// The cluster of the pod that this process runs in, as the pod's ServiceAccount.
    record InPod() implements ClusterAccess {
        @Override
        public Config read() {
            return Config.autoConfigure(null);
        }
    }

    /// The current context of a kubeconfig.
    record Kubeconfig(Path file) implements ClusterAccess {
        @Override
        public Config read() {
            return Config.fromKubeconfig(file.toFile());
        }
    }
}
