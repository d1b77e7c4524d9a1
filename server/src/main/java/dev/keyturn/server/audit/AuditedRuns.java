// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.audit.AuditEvent.Origin;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.RotationParameters;
import dev.keyturn.server.rotation.RotationSettings;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.rotation.RunWitness;
import dev.keyturn.server.rotation.SqlParameters;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Tells the audit log what runs do: each step, and how they end, in the transaction that stores it. The actor is who
/// sent the request that the thread answers, else the server itself.
public final class AuditedRuns implements RunWitness {
    private static final String ROTATE = "secret-rotation-rotate-secrets";
    private static final String DELETE = "delete-secret-rotation";

    private final AuditLog log;
    private final InstantSource clock;

    public AuditedRuns(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void ended(Session session, StoredRotation rotation) {
        LastRun last = rotation.rotation().last();
        Map<String, Object> metadata = about(rotation);
        metadata.put("trigger", last.trigger().name().toLowerCase(Locale.ROOT));
        metadata.put("status", last.failure().isEmpty() ? "success" : "failed");
        metadata.put("occurredAt", last.attemptedAt());
        metadata.put("message", message(rotation.rotation()));
        metadata.put("jobId", rotation.jobId());
        metadata.put(
                "credentialVersion",
                rotation.rotation().state().credentials().published().map(set -> set.version()));
        tell(session, rotation, type(last.trigger()), last.attemptedAt(), metadata);
    }

    private static String type(Trigger trigger) {
        return switch (trigger) {
            case CREATE -> "create-secret-rotation";
            case DELETE -> DELETE;
            case MANUAL, SCHEDULE, RETRY -> ROTATE;
        };
    }

    /// A rotation of which nothing was published was none to its owner; that it could not be made is told otherwise.
    @Override
    public void removed(Session session, StoredRotation rotation) {
        if (rotation.rotation().isIssued()) {
            Map<String, Object> metadata = about(rotation);
            metadata.put("status", "success");
            metadata.put("accountsLeft", left(rotation));
            tell(session, rotation, DELETE, clock.instant(), metadata);
        }
    }

    /// The accounts that stay on the target, as somebody wished or decided.
    private static List<String> left(StoredRotation rotation) {
        var state = rotation.rotation().state();
        var left = state instanceof Revoking revoking && !revoking.left().isEmpty()
                ? revoking.left()
                : state.credentials().live();
        return left.stream().map(set -> set.account().value()).distinct().toList();
    }

    private void tell(Session session, StoredRotation rotation, String type, Instant at, Map<String, Object> metadata) {
        Optional<Telling> request = Telling.current();
        request.ifPresent(telling -> telling.told(type));
        log.append(
                session, event(type, at, Optional.of(rotation.place().project().value()), metadata));
    }

    private static AuditEvent event(String type, Instant at, Optional<String> project, Map<String, Object> metadata) {
        Optional<Telling> request = Telling.current();
        return new AuditEvent(
                type,
                at,
                project,
                request.map(Telling::actor).orElseGet(Actor::platform),
                request.map(Telling::from).orElseGet(Origin::nowhere),
                metadata);
    }

    private static Map<String, Object> about(StoredRotation rotation) {
        RotationSettings settings = rotation.settings();
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("type", settings.type().slug());
        metadata.put("rotationId", rotation.id().value());
        metadata.put("name", settings.name());
        metadata.put("connectionId", settings.connection().value());
        metadata.put("folderId", rotation.place().folder().value());
        metadata.put("parameters", parameters(settings.parameters()));
        metadata.put(
                "secretsMapping",
                Map.of(
                        "username", settings.mapping().username(),
                        "password", settings.mapping().password()));
        return metadata;
    }

    private static Map<String, Object> parameters(RotationParameters parameters) {
        return switch (parameters) {
            case RedisParameters redis -> Map.of("permissionScope", redis.permissionScope());
            case SqlParameters sql ->
                Map.of(
                        "username1", sql.username1().value(),
                        "username2", sql.username2().map(user -> user.value()),
                        "rotationStatement", sql.statement());
        };
    }

    @Override
    public void managed(Session session, ConnectionId connection, Rotation rotation) {
        LastRun last = rotation.last();
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("connectionId", connection.value());
        metadata.put("status", last.failure().isEmpty() ? "success" : "failed");
        metadata.put("message", message(rotation));
        Optional<String> project = session.one(
                        "SELECT project_id FROM app_connection WHERE id = ?",
                        row -> row.optionalText("project_id"),
                        connection.value())
                .flatMap(id -> id);
        told(session, "change-app-connection-password", last.attemptedAt(), project, metadata);
    }

    private static Optional<String> message(Rotation rotation) {
        return rotation.last().failure().map(why -> RunMessage.safe(why.toString(), RunMessage.secrets(rotation)));
    }

    @Override
    public void reported(Session session, RotationId rotation, List<RotationEvent> events) {
        Optional<String> project = session.one(
                "SELECT project_id FROM rotation WHERE id = ?", row -> row.text("project_id"), rotation.value());
        events.forEach(event -> reported(session, project, rotation, event));
    }

    private void reported(Session session, Optional<String> project, RotationId rotation, RotationEvent event) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("rotationId", rotation.value());
        switch (event) {
            case RotationEvent.StepDone step -> {
                metadata.put("name", step.step().toString());
                metadata.put("node", step.node());
                metadata.put("outcome", step.failure().isEmpty() ? "success" : "failed");
                metadata.put("message", step.failure().map(Failure::text));
                metadata.put("startedAt", step.startedAt());
                told(session, "secret-rotation-step", step.finishedAt(), project, metadata);
            }
            case RotationEvent.Retired(var account, var at) -> {
                metadata.put("account", account);
                told(session, "secret-rotation-credential-retired", at, project, metadata);
            }
            case RotationEvent.Cut cut -> {
                metadata.put("message", cut.toString());
                told(session, "secret-rotation-credential-cut", cut.at(), project, metadata);
            }
            case RotationEvent.Drifted(var how, var at) -> {
                metadata.put("message", how.toString());
                told(session, "secret-rotation-credential-refused", at, project, metadata);
            }
            case RotationEvent.Blocked(var why, var at) -> {
                metadata.put("message", why.toString());
                told(session, "secret-rotation-blocked", at, project, metadata);
            }
            case RotationEvent.Started _,
                    RotationEvent.Warned _,
                    RotationEvent.Held _,
                    RotationEvent.Succeeded _,
                    RotationEvent.Failed _ -> {}
        }
    }

    private void told(
            Session session, String type, Instant at, Optional<String> project, Map<String, Object> metadata) {
        log.append(session, event(type, at, project, metadata));
    }

    @Override
    public void began() {
        Telling.current().ifPresent(Telling::begun);
    }
}
