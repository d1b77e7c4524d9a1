// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Outcome;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.Step;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Json;
import dev.keyturn.server.rotation.RotationRuns.Result;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.RunMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Says what became of a run in the contract's words. The same failure is 400 on create and 500 on a manual rotation;
/// on delete 400 for Redis and 500 for SQL (K33).
final class RunAnswers {
    /// A caller has his answer within nine seconds; what is left is for the way there and back.
    private static final Duration PATIENCE = Duration.ofMillis(7_500);

    private RunAnswers() {}

    static Instant until(InstantSource clock) {
        return clock.instant().plus(PATIENCE);
    }

    /// @throws ApiError unless something was published
    static void requireIssued(Result result, RotationType type, AppConnection connection) {
        var secrets = connection.secrets();
        switch (result) {
            case Result.Done(Outcome.NotIssued(var why)) ->
                throw ApiError.badRequest(RunMessage.of(type, why, secrets));
            case Result.Done(Outcome.Rested _) -> {}
            case Result.Done _, Result.Running _ ->
                throw ApiError.badRequest(
                        "The rotation was not issued in time; nothing of it is left to use. Try again.");
            case Result.ConnectionBusy _ -> throw busy(connection);
        }
    }

    /// @param since when the caller asked; an earlier failure is not his
    /// @throws ApiError unless it was rotated
    static void requireRotated(Result result, RotationView view, Instant since) {
        switch (outcome(result, view)) {
            case Outcome.Rested(var rotation) ->
                failure(rotation, since).ifPresent(why -> {
                    throw ApiError.internal(view.message(why));
                });
            case Outcome.Postponed(var graceEnds) ->
                throw ApiError.badRequest(
                        "the grace period of the previous credentials ends at %s; send force to end it now"
                                .formatted(Json.time(graceEnds)));
            case Outcome.Declined(var _, var why) -> throw declined(view, why);
            case Outcome.NotIssued(var why) -> throw ApiError.internal(view.message(why));
            case Outcome.Removed _, Outcome.Taken _ -> throw running(view);
        }
    }

    /// @throws ApiError unless the row is gone
    static void requireRemoved(Result result, RotationView view, Instant since) {
        switch (outcome(result, view)) {
            case Outcome.Removed _ -> {}
            case Outcome.Rested(var rotation) ->
                throw notRevoked(
                        view,
                        failure(rotation, since)
                                .map(view::message)
                                .orElse(
                                        "The credentials of rotation \"%s\" were not revoked in time; delete it again to go on"
                                                .formatted(
                                                        view.stored().settings().name())));
            case Outcome.Declined(var _, var why) -> throw declined(view, why);
            case Outcome.Postponed _, Outcome.NotIssued _, Outcome.Taken _ -> throw running(view);
        }
    }

    private static ApiError notRevoked(RotationView view, String why) {
        return view.stored().settings().type().isSql() ? ApiError.internal(why) : ApiError.badRequest(why);
    }

    private static Outcome outcome(Result result, RotationView view) {
        return switch (result) {
            case Result.Done(var outcome) -> outcome;
            case Result.Running _ -> throw running(view);
            case Result.ConnectionBusy _ -> throw busy(view.connection());
        };
    }

    /// How the run that began at `since` failed. One that is still open when its caller has to be answered has failed
    /// for him.
    private static Optional<Failure> failure(Rotation rotation, Instant since) {
        Optional<Failure> noted = rotation.last()
                .failure()
                .filter(_ -> !rotation.last().attemptedAt().isBefore(since));
        return rotation.attempt().isPresent() ? noted.or(RunAnswers::outOfTime) : noted;
    }

    private static Optional<Failure> outOfTime() {
        String text = "the target did not answer in time; the run goes on by itself until it has";
        return Optional.of(new Failure(Step.VERIFY, Optional.empty(), "deadline", text));
    }

    private static ApiError declined(RotationView view, String why) {
        return ApiError.badRequest(RunMessage.safe(
                "Rotation \"%s\" cannot do that: %s"
                        .formatted(view.stored().settings().name(), why),
                view.secrets()));
    }

    static ApiError running(RotationView view) {
        return ApiError.badRequest("A run of rotation \"%s\" is in progress; try again when it has ended"
                .formatted(view.stored().settings().name()));
    }

    private static ApiError busy(AppConnection connection) {
        return ApiError.badRequest("Another rotation of connection \"%s\" is in progress; try again when it has ended"
                .formatted(connection.name()));
    }
}
