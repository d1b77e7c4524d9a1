// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.server.plan.Check;
import dev.keyturn.server.plan.PlannedStep;
import dev.keyturn.server.plan.RotationPlan;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What would happen (API contract §13.3).
record PlanJson(
        boolean feasible,
        Optional<Instant> nextRotationAt,
        Optional<String> account,
        List<Instant> nextRotations,
        List<CheckJson> checks,
        List<StepJson> steps) {
    record StepJson(String name, String node, Optional<String> statement) {}

    /// @param secrets what no message may hold
    static PlanJson of(
            RotationPlan plan, List<Check> checks, List<Instant> nextRotations, Collection<Password> secrets) {
        return new PlanJson(
                checks.stream().noneMatch(Check::isFailed),
                nextRotations.stream().findFirst(),
                plan.account().map(AccountName::value),
                nextRotations,
                CheckJson.of(checks, secrets),
                plan.steps().stream().map(PlanJson::step).toList());
    }

    private static StepJson step(PlannedStep step) {
        return new StepJson(step.step().toString(), step.node(), step.statement());
    }
}
