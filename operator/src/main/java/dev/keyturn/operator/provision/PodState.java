// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;

/// How a pod is.
public final class PodState {

    private PodState() {}

    public static boolean isReady(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /// Where it can be asked; empty while it does not run.
    public static Optional<String> address(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .filter(status -> "Running".equals(status.getPhase()))
                .flatMap(status -> Optional.ofNullable(status.getPodIP()));
    }
}
