// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.petset;

import dev.keyturn.operator.crd.Condition;
import java.util.List;
import java.util.Optional;

/// The status of the StatefulSet, mirrored.
public record PetSetStatus(
        Optional<Long> observedGeneration,
        Optional<Integer> replicas,
        Optional<Integer> readyReplicas,
        Optional<Integer> currentReplicas,
        Optional<Integer> updatedReplicas,
        Optional<Integer> availableReplicas,
        Optional<String> currentRevision,
        Optional<String> updateRevision,
        Optional<Integer> collisionCount,
        List<Condition> conditions) {}
