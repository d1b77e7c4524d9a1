// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Sends one statement to all instances at the same time. Owns a thread for each until the last has answered, or its
/// patience is over.
///
/// @param sessions one for each instance
/// @param warnings what is heard of instances beyond the first that failed
record AtOnce(List<AdminSession> sessions, Consumer<String> warnings) {
    AtOnce {
        sessions = List.copyOf(sessions);
    }

    /// @param what the statement in a few words
    /// @throws Refused    of the first instance in their order that did not do it; others may have
    /// @throws Unanswered the same
    void send(String what, String statement) throws Refused, Unanswered {
        List<Future<Optional<TargetException>>> answers;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = sessions.stream()
                    .map(session -> senders.submit(() -> answer(session, what, statement)))
                    .toList();
        }
        List<TargetException> troubles =
                answers.stream().flatMap(answer -> answer.resultNow().stream()).toList();
        troubles.stream()
                .skip(1)
                .forEach(also ->
                        warnings.accept("also on " + also.node().orElse("an instance") + ": " + also.getMessage()));
        if (!troubles.isEmpty()) {
            throw switch (troubles.getFirst()) {
                case Refused refused -> refused;
                case Unanswered silence -> throw silence;
            };
        }
    }

    private static Optional<TargetException> answer(AdminSession session, String what, String statement) {
        try {
            session.sql().execute(what, statement);
            return Optional.empty();
        } catch (Refused | Unanswered trouble) {
            return Optional.of(trouble);
        }
    }
}
