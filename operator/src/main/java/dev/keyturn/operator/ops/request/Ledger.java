// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.request;

import dev.keyturn.operator.crd.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The conditions of a request, in the order in which they first came (contract §8.9): what is done of it, and what is
/// not. Each change makes another list.
///
/// @param generation of the request
public record Ledger(List<Condition> list, long generation) {
    private static final String TRUE = "True";
    private static final String FALSE = "False";
    private static final String UNKNOWN = "Unknown";

    public Ledger {
        list = List.copyOf(list);
    }

    /// @param type as the condition is named
    public Optional<Condition> of(String type) {
        return list.stream().filter(condition -> condition.type().equals(type)).findFirst();
    }

    public boolean isTrue(String type) {
        return of(type).filter(condition -> condition.status().equals(TRUE)).isPresent();
    }

    public boolean isFalse(String type) {
        return of(type).filter(condition -> condition.status().equals(FALSE)).isPresent();
    }

    /// The step is done. Its reason is its name.
    public Ledger done(String step, String message, Instant now) {
        return with(step, TRUE, Optional.of(step), message, now);
    }

    /// The step has begun, and what belongs to it comes after it.
    public Ledger begun(String step, String message, Instant now) {
        return with(step, FALSE, Optional.of(step), message, now);
    }

    /// The step was not done.
    public Ledger failed(String step, String reason, String message, Instant now) {
        return with(step, FALSE, Optional.of(reason), message, now);
    }

    /// Nobody can tell whether the step was done.
    public Ledger open(String step, String reason, String message, Instant now) {
        return with(step, UNKNOWN, Optional.of(reason), message, now);
    }

    /// An entry of one pod, which has no reason.
    public Ledger entry(String type, boolean holds, String message, Instant now) {
        return with(type, holds ? TRUE : FALSE, Optional.empty(), message, now);
    }

    public Ledger without(String type) {
        return new Ledger(
                list.stream()
                        .filter(condition -> !condition.type().equals(type))
                        .toList(),
                generation);
    }

    /// A condition said anew in its old place, or at the end. Its time is that of the last change of its status.
    public Ledger with(String type, String status, Optional<String> reason, String message, Instant now) {
        Optional<Condition> before = of(type);
        Instant since = before.filter(known -> known.status().equals(status))
                .map(Condition::lastTransitionTime)
                .orElse(now.truncatedTo(ChronoUnit.SECONDS));
        var condition = new Condition(
                type, status, since, Optional.of(generation), Optional.empty(), reason, Optional.of(message));
        var changed = new ArrayList<>(list);
        before.ifPresentOrElse(known -> changed.set(list.indexOf(known), condition), () -> changed.add(condition));
        return new Ledger(changed, generation);
    }
}
