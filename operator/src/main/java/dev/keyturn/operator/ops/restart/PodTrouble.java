// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.restart;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Why a pod is not Ready, in the words of the cluster.
final class PodTrouble {
    private static final String CRASHING = "CrashLoopBackOff";

    private PodTrouble() {}

    static boolean isCrashing(Pod pod) {
        return waiting(pod).anyMatch(entry -> CRASHING.equals(entry.state().getReason()));
    }

    static String of(Pod pod) {
        return unscheduled(pod)
                .or(() -> waiting(pod).findFirst().map(Waiting::sentence))
                .orElse("its readiness probe has not passed yet");
    }

    private record Waiting(String container, ContainerStateWaiting state) {
        String sentence() {
            String detail = state.getMessage() == null ? "" : ": " + state.getMessage();
            return "container " + container + " waits, " + state.getReason() + detail;
        }
    }

    private static Optional<String> unscheduled(Pod pod) {
        return list(pod, PodStatus::getConditions)
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .map(condition -> "no node takes it: " + condition.getMessage())
                .findFirst();
    }

    private static Stream<Waiting> waiting(Pod pod) {
        Stream<ContainerStatus> all = Stream.concat(
                list(pod, PodStatus::getInitContainerStatuses), list(pod, PodStatus::getContainerStatuses));
        return all.flatMap(status -> Optional.ofNullable(status.getState())
                .flatMap(state -> Optional.ofNullable(state.getWaiting()))
                .map(state -> new Waiting(status.getName(), state))
                .stream());
    }

    private static <T> Stream<T> list(Pod pod, Function<PodStatus, List<T>> part) {
        return Optional.ofNullable(pod.getStatus())
                .flatMap(status -> Optional.ofNullable(part.apply(status)))
                .orElse(List.of())
                .stream();
    }
}
