// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The conditions of an object, in the order in which they first came. Each change makes another list.
public record Conditions(List<Condition> list) {
    private static final String TRUE = "True";
    private static final String FALSE = "False";

    public Conditions {
        list = List.copyOf(list);
    }

    /// What is said now.
    ///
    /// @param generation of the object that it is said of
    public record Statement(boolean holds, String reason, String message, long generation) {}

    public Optional<Condition> of(DatabaseCondition which) {
        return list.stream()
                .filter(condition -> condition.type().equals(which.type()))
                .findFirst();
    }

    public boolean isTrue(DatabaseCondition which) {
        return of(which).filter(condition -> condition.status().equals(TRUE)).isPresent();
    }

    public boolean isFalse(DatabaseCondition which) {
        return of(which).filter(condition -> condition.status().equals(FALSE)).isPresent();
    }

    /// The same with one condition said anew, in its old place or at the end. Its time is that of the last change of
    /// its status.
    public Conditions with(DatabaseCondition which, Statement said, Instant now) {
        List<Condition> changed = new ArrayList<>(list);
        Optional<Condition> before = of(which);
        String status = said.holds() ? TRUE : FALSE;
        Instant since = before.filter(known -> known.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElse(now.truncatedTo(ChronoUnit.SECONDS));
        var condition = new Condition(
                which.type(),
                status,
                since,
                Optional.of(said.generation()),
                Optional.empty(),
                Optional.of(said.reason()),
                Optional.of(said.message()));
        before.ifPresentOrElse(known -> changed.set(list.indexOf(known), condition), () -> changed.add(condition));
        return new Conditions(changed);
    }

    public Conditions without(DatabaseCondition which) {
        return new Conditions(list.stream()
                .filter(condition -> !condition.type().equals(which.type()))
                .toList());
    }
}
