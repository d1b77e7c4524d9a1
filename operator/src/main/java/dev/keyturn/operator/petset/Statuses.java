// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.petset;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.crd.petset.PetSet;
import dev.keyturn.operator.crd.petset.PetSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The status of a PetSet: that of its StatefulSet, and whether the PetSet could be had.
final class Statuses {
    static final String RECONCILED = "Reconciled";

    private Statuses() {}

    /// The PetSet is what the StatefulSet was made from.
    static PetSetStatus reconciled(PetSet petSet, StatefulSet made, Instant now) {
        return mirrored(Optional.of(made), seen(petSet, made), condition(petSet, "True", RECONCILED, "", now));
    }

    /// The PetSet cannot be had; a StatefulSet of an earlier one may be there.
    static PetSetStatus refused(PetSet petSet, Optional<StatefulSet> there, Wanted.Refused refused, Instant now) {
        var condition = condition(petSet, "False", refused.reason(), refused.message(), now);
        return mirrored(there, Optional.ofNullable(petSet.getMetadata().getGeneration()), condition);
    }

    /// Our generation counts as observed when the StatefulSet's does: not before, or readers would take the numbers
    /// of the old one for those of the new.
    private static Optional<Long> seen(PetSet petSet, StatefulSet made) {
        var observed = Optional.ofNullable(made.getStatus()).map(StatefulSetStatus::getObservedGeneration);
        var current = Optional.ofNullable(made.getMetadata().getGeneration());
        return observed.isPresent() && observed.equals(current)
                ? Optional.ofNullable(petSet.getMetadata().getGeneration())
                : former(petSet).flatMap(PetSetStatus::observedGeneration);
    }

    private static PetSetStatus mirrored(Optional<StatefulSet> there, Optional<Long> generation, Condition reconciled) {
        var seen = there.flatMap(set -> Optional.ofNullable(set.getStatus()));
        return new PetSetStatus(
                generation,
                // the path of the scale subresource, which has to be there
                Optional.of(seen.map(StatefulSetStatus::getReplicas).orElse(0)),
                seen.map(StatefulSetStatus::getReadyReplicas),
                seen.map(StatefulSetStatus::getCurrentReplicas),
                seen.map(StatefulSetStatus::getUpdatedReplicas),
                seen.map(StatefulSetStatus::getAvailableReplicas),
                seen.map(StatefulSetStatus::getCurrentRevision),
                seen.map(StatefulSetStatus::getUpdateRevision),
                seen.map(StatefulSetStatus::getCollisionCount),
                conditions(reconciled, seen));
    }

    private static List<Condition> conditions(Condition reconciled, Optional<StatefulSetStatus> seen) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(reconciled);
        seen.stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> !condition.getType().equals(RECONCILED))
                .map(condition -> new Condition(
                        condition.getType(),
                        condition.getStatus(),
                        Instant.parse(condition.getLastTransitionTime()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(condition.getReason()),
                        Optional.ofNullable(condition.getMessage())))
                .forEach(conditions::add);
        return conditions;
    }

    private static Condition condition(PetSet petSet, String status, String reason, String message, Instant now) {
        var before = former(petSet).stream()
                .flatMap(known -> known.conditions().stream())
                .filter(known ->
                        known.type().equals(RECONCILED) && known.status().equals(status))
                .map(Condition::lastTransitionTime)
                .findFirst();
        return new Condition(
                RECONCILED,
                status,
                before.orElse(now),
                Optional.ofNullable(petSet.getMetadata().getGeneration()),
                Optional.empty(),
                Optional.of(reason),
                Optional.of(message).filter(text -> !text.isEmpty()));
    }

    private static Optional<PetSetStatus> former(PetSet petSet) {
        return Optional.ofNullable(petSet.getStatus());
    }
}
