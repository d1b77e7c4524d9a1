// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.rotation.PastAttempt.PastStep;
import dev.keyturn.server.rotation.PastAttempt.Result;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The statements on the tables `rotation_attempt` and `rotation_step`. Texts are sealed under the project's key.
public final class AttemptTable {
    /// So that a rotation which is looked at for months does not grow without end.
    private static final int MOST_STEPS = 200;
    private static final int MOST_ATTEMPTS = 1_000;

    private static final String UNRECORDED = "how it ended was not recorded";

    private static final String ATTEMPT = "SELECT id, number, trigger_name, requested_by, outcome, credential_version,"
            + " message, warnings, started_at, finished_at FROM rotation_attempt WHERE rotation_id = ?";

    private final Keyring keyring;
    private final Randomness ids;
    private final Supplier<Optional<String>> actor;

    /// @param actor who sent the request that this thread answers
    public AttemptTable(Keyring keyring, Randomness ids, Supplier<Optional<String>> actor) {
        this.keyring = keyring;
        this.ids = ids;
        this.actor = actor;
    }

    void write(Session session, RotationId rotation, RotationEvent event) {
        Optional<Envelope> envelope = envelope(session, rotation);
        if (envelope.isEmpty()) {
            return;
        }
        var writer = new Writer(session, rotation, envelope.orElseThrow());
        switch (event) {
            case RotationEvent.Started(Trigger trigger, Instant at) -> writer.start(trigger, at);
            case RotationEvent.StepDone step -> writer.step(step);
            case RotationEvent.Warned(String text, Instant _) -> writer.warn(text);
            case RotationEvent.Drifted(Failure how, Instant _) ->
                writer.warn("the published credential is refused: " + how);
            case RotationEvent.Blocked(Failure why, Instant _) -> writer.warn("no known password is accepted: " + why);
            case RotationEvent.Succeeded(long version, Instant at) ->
                writer.finish(Result.SUCCESS, Optional.of(version), Optional.empty(), at);
            case RotationEvent.Failed(Failure why, Instant at) ->
                writer.finish(Result.FAILED, Optional.empty(), Optional.of(why.toString()), at);
            case RotationEvent.Cut cut -> writer.warn(cut.toString());
            case RotationEvent.Held _, RotationEvent.Retired _ -> {}
        }
    }

    /// Ends the attempt that still stands as running, by what the rotation says of its last run.
    void close(Session session, RotationId rotation, Rotation rests) {
        envelope(session, rotation).ifPresent(envelope -> new Writer(session, rotation, envelope).close(rests));
    }

    /// Newest first.
    ///
    /// @param before the number of the last attempt that was seen; attempts before it are given
    List<PastAttempt> page(Session session, RotationId rotation, long before, int limit) {
        return envelope(session, rotation).stream()
                .flatMap(envelope -> session
                        .list(
                                ATTEMPT + " AND number < ? ORDER BY number DESC LIMIT ?",
                                row -> attempt(row, envelope),
                                rotation.value(),
                                before,
                                limit)
                        .stream()
                        .map(attempt -> withSteps(session, attempt, envelope)))
                .toList();
    }

    private static PastAttempt attempt(Row row, Envelope envelope) throws SQLException {
        String id = row.text("id");
        return new PastAttempt(
                id,
                row.number("number"),
                row.text("trigger_name"),
                row.optionalText("requested_by"),
                Result.valueOf(row.text("outcome")),
                row.optionalText("credential_version").map(Long::valueOf),
                row.optionalBytes("message").map(bytes -> envelope.openText(message(id), bytes)),
                row.optionalBytes("warnings")
                        .map(bytes ->
                                envelope.openText(warnings(id), bytes).lines().toList())
                        .orElse(List.of()),
                List.of(),
                row.time("started_at"),
                row.optionalTime("finished_at"));
    }

    private static PastAttempt withSteps(Session session, PastAttempt attempt, Envelope envelope) {
        List<PastStep> steps = session.list(
                "SELECT position, name, node, message, started_at, finished_at FROM rotation_step"
                        + " WHERE attempt_id = ? ORDER BY position",
                row -> {
                    Place place = stepMessage(attempt.id(), row.integer("position"));
                    return new PastStep(
                            row.text("name"),
                            row.optionalText("node"),
                            row.optionalBytes("message").map(bytes -> envelope.openText(place, bytes)),
                            row.time("started_at"),
                            row.time("finished_at"));
                },
                attempt.id());
        return new PastAttempt(
                attempt.id(),
                attempt.number(),
                attempt.trigger(),
                attempt.requestedBy(),
                attempt.outcome(),
                attempt.version(),
                attempt.message(),
                attempt.warnings(),
                steps,
                attempt.startedAt(),
                attempt.finishedAt());
    }

    private Optional<Envelope> envelope(Session session, RotationId rotation) {
        return session.one(
                        "SELECT project_id FROM rotation WHERE id = ?",
                        row -> new ProjectId(row.text("project_id")),
                        rotation.value())
                .map(project -> keyring.envelope(session, RotationTable.scope(project)));
    }

    private static Place message(String attempt) {
        return new Place("rotation_attempt.message", attempt, 1);
    }

    private static Place warnings(String attempt) {
        return new Place("rotation_attempt.warnings", attempt, 1);
    }

    private static Place stepMessage(String attempt, int position) {
        return new Place("rotation_step", attempt, position);
    }

    /// Writes the events of one rotation in one transaction.
    private final class Writer {
        private final Session session;
        private final RotationId rotation;
        private final Envelope envelope;

        Writer(Session session, RotationId rotation, Envelope envelope) {
            this.session = session;
            this.rotation = rotation;
            this.envelope = envelope;
        }

        void start(Trigger trigger, Instant at) {
            if (latest().filter(last -> last.outcome() == Result.RUNNING).isPresent()) {
                finish(Result.FAILED, Optional.empty(), Optional.of(UNRECORDED), at);
            }
            long number = latest().map(PastAttempt::number).orElse(0L) + 1;
            session.update(
                    "INSERT INTO rotation_attempt (id, rotation_id, number, trigger_name, requested_by, outcome,"
                            + " started_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    ids.id(),
                    rotation.value(),
                    number,
                    trigger.name().toLowerCase(Locale.ROOT),
                    actor.get().filter(_ -> trigger.isByHand() || trigger == Trigger.DELETE),
                    Result.RUNNING.name(),
                    at);
            session.update(
                    "DELETE FROM rotation_attempt WHERE rotation_id = ? AND number <= ?",
                    rotation.value(),
                    number - MOST_ATTEMPTS);
        }

        void close(Rotation rests) {
            latest().filter(attempt -> attempt.outcome() == Result.RUNNING).ifPresent(attempt -> {
                LastRun last = rests.last();
                boolean ofThis = !last.attemptedAt().isBefore(attempt.startedAt());
                if (ofThis && last.failure().isEmpty()) {
                    Optional<Long> version =
                            rests.state().credentials().published().map(Credential::version);
                    finish(Result.SUCCESS, version, Optional.empty(), last.attemptedAt());
                } else {
                    String why = last.failure()
                            .filter(_ -> ofThis)
                            .map(Failure::toString)
                            .orElse(UNRECORDED);
                    finish(Result.FAILED, Optional.empty(), Optional.of(why), last.attemptedAt());
                }
            });
        }

        void finish(Result result, Optional<Long> version, Optional<String> message, Instant at) {
            latest().ifPresent(attempt -> session.update(
                    "UPDATE rotation_attempt SET outcome = ?, credential_version = ?, message = ?, finished_at = ?"
                            + " WHERE id = ?",
                    result.name(),
                    version,
                    message.map(text -> envelope.seal(message(attempt.id()), text)),
                    at,
                    attempt.id()));
        }

        void step(RotationEvent.StepDone step) {
            latest().ifPresent(attempt -> {
                int position = session.one(
                                "SELECT COUNT(*) AS steps FROM rotation_step WHERE attempt_id = ?",
                                row -> row.integer("steps"),
                                attempt.id())
                        .orElse(0);
                if (position < MOST_STEPS) {
                    session.update(
                            "INSERT INTO rotation_step (attempt_id, position, name, node, message, started_at,"
                                    + " finished_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                            attempt.id(),
                            position,
                            step.step().toString(),
                            step.node(),
                            step.failure().map(why -> envelope.seal(stepMessage(attempt.id(), position), why.text())),
                            step.startedAt(),
                            step.finishedAt());
                }
            });
        }

        /// One line each, so that a repeated one is told once.
        void warn(String text) {
            latest().filter(attempt -> !attempt.warnings().contains(text)).ifPresent(attempt -> {
                var all = new ArrayList<>(attempt.warnings());
                all.add(text.replace('\n', ' '));
                session.update(
                        "UPDATE rotation_attempt SET warnings = ? WHERE id = ?",
                        envelope.seal(warnings(attempt.id()), String.join("\n", all)),
                        attempt.id());
            });
        }

        private Optional<PastAttempt> latest() {
            return session.one(
                    ATTEMPT + " ORDER BY number DESC LIMIT 1", row -> attempt(row, envelope), rotation.value());
        }
    }
}
