// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.rotation.PastAttempt;
import dev.keyturn.server.rotation.RunMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A page of the history of a rotation (API contract §13.3), newest first.
///
/// @param nextCursor empty on the last page
record AttemptsJson(List<AttemptJson> attempts, Optional<String> nextCursor) {

    record AttemptJson(
            String id,
            String trigger,
            Optional<String> requestedBy,
            String outcome,
            Optional<Long> credentialVersion,
            List<String> warnings,
            Instant startedAt,
            Optional<Instant> finishedAt,
            Optional<String> message,
            List<StepJson> steps) {}

    record StepJson(
            String name,
            Optional<String> node,
            String outcome,
            Optional<String> message,
            Instant startedAt,
            Instant finishedAt) {}

    /// @param found   one more than the page, if there is a next one
    /// @param secrets passwords that no message may hold
    static AttemptsJson of(List<PastAttempt> found, int limit, Collection<Password> secrets) {
        List<PastAttempt> page = found.subList(0, Math.min(limit, found.size()));
        Optional<String> next =
                found.size() > limit ? Optional.of(Long.toString(page.getLast().number())) : Optional.empty();
        return new AttemptsJson(
                page.stream().map(attempt -> attempt(attempt, secrets)).toList(), next);
    }

    private static AttemptJson attempt(PastAttempt past, Collection<Password> secrets) {
        return new AttemptJson(
                past.id(),
                past.trigger(),
                past.requestedBy(),
                past.outcome().name().toLowerCase(Locale.ROOT),
                past.version(),
                past.warnings().stream()
                        .map(text -> RunMessage.safe(text, secrets))
                        .toList(),
                past.startedAt(),
                past.finishedAt(),
                past.message().map(text -> RunMessage.safe(text, secrets)),
                past.steps().stream()
                        .map(step -> new StepJson(
                                step.name(),
                                step.node(),
                                step.message().isEmpty() ? "success" : "failed",
                                step.message().map(text -> RunMessage.safe(text, secrets)),
                                step.startedAt(),
                                step.finishedAt()))
                        .toList());
    }
}
