// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.rotation.RunWitness;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.SecretsWatch;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down whom to tell, in the transaction of what they are told of: a crash loses no notice, and the end of a run
/// is one notice, however often it takes to be delivered.
public final class Outbox implements RunWitness, SecretsWatch {
    private final DeliveryTable deliveries;
    private final InstantSource clock;

    Outbox(DeliveryTable deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /// Secrets of a folder changed; told once for a whole transaction.
    @Override
    public void changed(Session session, FolderId folder) {
        session.onceAtEnd(
                "secrets.modified " + folder,
                end -> Surroundings.of(end, folder)
                        .ifPresent(around ->
                                tell(end, EventName.SECRETS_MODIFIED, around, around.body(), clock.instant())));
    }

    @Override
    public void ended(Session session, StoredRotation rotation) {
        LastRun last = rotation.rotation().last();
        if (last.trigger() != Trigger.DELETE) {
            EventName name = last.failure().isEmpty() ? EventName.ROTATION_SUCCEEDED : EventName.ROTATION_FAILED;
            session.atEnd(end -> Surroundings.of(end, rotation.place().folder())
                    .ifPresent(around -> tell(end, name, around, body(name, around, rotation), clock.instant())));
        }
    }

    private static Map<String, Object> body(EventName name, Surroundings around, StoredRotation rotation) {
        LastRun last = rotation.rotation().last();
        Map<String, Object> body = around.body(rotation.settings().name());
        if (name == EventName.ROTATION_FAILED) {
            body.put(
                    "errorMessage",
                    last.failure()
                            .map(why -> RunMessage.safe(why.toString(), RunMessage.secrets(rotation.rotation())))
                            .orElse(""));
        } else {
            var published = rotation.rotation().state().credentials().published();
            body.put("rotationId", rotation.id().value());
            body.put("credentialVersion", published.map(set -> set.version()));
            body.put("previousValidUntil", previousValidUntil(rotation));
            body.put("nextRotationAt", rotation.rotation().nextRotationAt());
        }
        body.put("triggeredManually", last.trigger().isByHand());
        return body;
    }

    /// When the set before the published one ends; empty if only the next rotation ends it.
    private static Optional<Instant> previousValidUntil(StoredRotation rotation) {
        return rotation.rotation().state() instanceof Retiring retiring
                ? retiring.gone().stream()
                        .filter(due -> !retiring.isCandidate(due.credential()))
                        .map(due -> due.gate().notBefore())
                        .max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /// Adds a row for each webhook that wants it.
    void tell(Session session, EventName name, Surroundings around, Map<String, Object> project, Instant at) {
        var happening = new Happening(name, around.environment(), around.path(), project, at);
        WebhookTable.subscriptions(session, around.environment()).stream()
                .filter(subscription -> subscription.wants(name, happening.folder()))
                .forEach(subscription -> deliveries.add(session, subscription, happening));
    }

    @Override
    public void removed(Session session, StoredRotation rotation) {}

    @Override
    public void managed(Session session, ConnectionId connection, Rotation rotation) {}

    @Override
    public void reported(Session session, RotationId rotation, List<RotationEvent> events) {}

    @Override
    public void began() {}
}
