// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.plan.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The checks of one plan. What create or update would answer with an error becomes a failed check with its text.
/// Used by one thread.
final class PlanNotes {
    private final List<Check> checks = new ArrayList<>();

    /// @return empty if it is refused
    <T> Optional<T> attempt(String name, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (ApiError refused) {
            checks.add(Check.fail(name, refused.getMessage()));
            return Optional.empty();
        }
    }

    /// As [#attempt], for something that passes or not.
    void require(String name, Runnable work) {
        attempt(name, () -> {
                    work.run();
                    return Check.pass(name);
                })
                .ifPresent(checks::add);
    }

    void add(Check check) {
        checks.add(check);
    }

    void addAll(List<Check> more) {
        checks.addAll(more);
    }

    boolean hasFailed(String name) {
        return checks.stream()
                .anyMatch(check -> check.isFailed() && check.name().equals(name));
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }
}
