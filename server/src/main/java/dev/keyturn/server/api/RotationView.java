// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.server.api.RotationJson.Intent;
import dev.keyturn.server.auth.Scope;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.health.Health;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.secret.FolderPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows a stored rotation as the contract's resource. Pure: what is shown is decided by the arguments alone.
///
/// @param environment where the rotation is
/// @param folder      likewise
/// @param health      what the last check found
record RotationView(
        StoredRotation stored,
        AppConnection connection,
        RotationJson.NamedSlug environment,
        RotationJson.Folder folder,
        Health health) {

    RotationJson resource() {
        var settings = stored.settings();
        var rotation = stored.rotation();
        LastRun last = rotation.last();
        boolean failed = last.failure().isPresent() || rotation.state() instanceof Blocked;
        return new RotationJson(
                stored.id().value(),
                settings.name(),
                settings.type().slug(),
                settings.description(),
                stored.place().project().value(),
                settings.connection().value(),
                folder.id(),
                settings.timing().automatic(),
                rotation.state().credentials().active(),
                settings.timing().days(),
                RotationJson.RotateAt.of(settings.timing().at()),
                failed ? "failed" : "success",
                last.attemptedAt(),
                last.publishedAt().orElse(last.attemptedAt()),
                stored.jobId(),
                last.failure().map(this::message),
                last.trigger().isByHand(),
                rotation.nextRotationAt(),
                new RotationJson.NamedApp(
                        connection.app().name(),
                        connection.name(),
                        connection.id().value()),
                environment,
                folder,
                RotationJson.Parameters.of(settings.parameters()),
                settings.mapping().byField(),
                stored.createdAt(),
                stored.updatedAt(),
                credentialVersion(),
                settings.overlap().grace().map(Duration::toSeconds),
                settings.accounts().mode().slug(),
                settings.timing().own().map(ScheduleJson::of),
                RotationJson.Retirement.of(settings.overlap()),
                RotationJson.Setup.of(settings.accounts().setup()),
                HealthJson.of(health, secrets()),
                intent());
    }

    /// What conditions of rules can ask of it.
    Scope scope() {
        return Scope.rotation(environment.slug(), new FolderPath(folder.path()), connection.id());
    }

    /// As [#scope()], over another connection.
    Scope scopeOver(ConnectionId other) {
        return Scope.rotation(environment.slug(), new FolderPath(folder.path()), other);
    }

    /// The folder of the mapped secrets.
    Scope place() {
        return Scope.folder(environment.slug(), new FolderPath(folder.path()));
    }

    /// The number of the published set.
    long credentialVersion() {
        return published().map(Credential::version).orElse(0L);
    }

    Optional<Credential> published() {
        return stored.rotation().state().credentials().published();
    }

    /// What went wrong, as clients are told.
    String message(Failure why) {
        return RunMessage.of(stored.settings().type(), why, secrets());
    }

    /// Every password that a message might hold.
    List<Password> secrets() {
        return Stream.concat(
                        stored.rotation().state().accepted().stream().map(Credential::password),
                        connection.secrets().stream())
                .toList();
    }

    private Optional<Intent> intent() {
        Rotation rotation = stored.rotation();
        return stateName(rotation.state()).map(state -> {
            Optional<Failure> reason = reason(rotation);
            return new Intent(
                    state,
                    rotation.since(),
                    reason.map(this::message),
                    reason.flatMap(Failure::node),
                    candidate(rotation.state()).map(Credential::version),
                    Optional.of(rotation.wakeAt()).filter(wake -> wake.isBefore(Rotation.NEVER)),
                    stored.running());
        });
    }

    private static Optional<String> stateName(RotationState state) {
        return switch (state) {
            case Settled _ -> Optional.empty();
            case Staged _ -> Optional.of("staged");
            case Retiring _ -> Optional.of("retiring");
            case Revoking _ -> Optional.of("revoking");
            case Blocked _ -> Optional.of("blocked");
        };
    }

    /// A failure speaks of the present state only if it came after its beginning.
    private static Optional<Failure> reason(Rotation rotation) {
        Instant since = rotation.since();
        return rotation.state() instanceof Blocked blocked
                ? Optional.of(blocked.reason())
                : rotation.last()
                        .failure()
                        .filter(_ -> !rotation.last().attemptedAt().isBefore(since));
    }

    private static Optional<Credential> candidate(RotationState state) {
        return switch (state) {
            case Staged staged -> Optional.of(staged.next());
            case Blocked blocked -> Optional.of(blocked.next());
            case Settled _, Retiring _, Revoking _ -> Optional.empty();
        };
    }
}
