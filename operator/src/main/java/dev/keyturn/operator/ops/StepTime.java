// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.operator.crd.Condition;
import dev.keyturn.operator.ops.credential.CourseConditions;
import dev.keyturn.operator.ops.request.Ledger;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// When the step that is open began: when the one before it was done, or when it was begun anew.
final class StepTime {

    private StepTime() {}

    /// @param repeated when it was begun anew
    static Instant began(Ledger ledger, Optional<Instant> repeated) {
        return Stream.concat(
                        ledger.list().stream()
                                .filter(condition -> condition.status().equals("True"))
                                .filter(condition -> !condition.type().equals(CourseConditions.RETRYING))
                                .map(Condition::lastTransitionTime),
                        repeated.stream())
                .max(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("a request that nobody picked up has no open step"));
    }
}
