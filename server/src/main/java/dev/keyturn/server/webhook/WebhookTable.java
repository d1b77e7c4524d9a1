// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.crypto.Envelope;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.SealedJson;
import dev.keyturn.server.secret.EnvironmentId;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.Session;
import dev.keyturn.server.webhook.Webhook.LastCall;
import dev.keyturn.server.webhook.Webhook.Receiver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The statements on the table `webhook`. Receivers and error texts are sealed under the project's key.
public final class WebhookTable {
    private static final SealedJson JSON = new SealedJson();
    private static final String SELECT = "SELECT id, project_id, environment_id, secret_path, type, events, receiver,"
            + " disabled, last_status, last_error, created_at, updated_at FROM webhook";

    private final Keyring keyring;

    public WebhookTable(Keyring keyring) {
        this.keyring = keyring;
    }

    public void insert(Session session, Webhook webhook) {
        session.update(
                "INSERT INTO webhook (id, project_id, environment_id, secret_path, type, events, receiver, disabled,"
                        + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                webhook.id().value(),
                webhook.project().value(),
                webhook.environment().value(),
                webhook.path().toString(),
                webhook.type().wireName(),
                webhook.wanted().map(WebhookTable::text),
                seal(session, webhook),
                webhook.disabled(),
                webhook.createdAt(),
                webhook.updatedAt());
    }

    /// Who it is for, and whether at all; the receiver of a webhook never changes.
    public void change(Session session, Webhook changed) {
        session.update(
                "UPDATE webhook SET events = ?, disabled = ?, updated_at = ? WHERE id = ?",
                changed.wanted().map(WebhookTable::text),
                changed.disabled(),
                changed.updatedAt(),
                changed.id().value());
    }

    /// Notes what became of the last call; of one that is gone nothing.
    public void note(Session session, WebhookId id, LastCall last) {
        find(session, id).ifPresent(webhook -> {
            Envelope envelope = envelope(session, webhook.project());
            session.update(
                    "UPDATE webhook SET last_status = ?, last_error = ? WHERE id = ?",
                    last.status(),
                    last.error().map(text -> envelope.seal(errorPlace(id.value()), text)),
                    id.value());
        });
    }

    public void delete(Session session, WebhookId id) {
        session.update("DELETE FROM webhook WHERE id = ?", id.value());
    }

    public Optional<Webhook> find(Session session, WebhookId id) {
        return session.one(SELECT + " WHERE id = ?", row -> open(session, row), id.value());
    }

    public List<Webhook> ofProject(Session session, ProjectId project) {
        return session.list(
                SELECT + " WHERE project_id = ? ORDER BY created_at, id", row -> open(session, row), project.value());
    }

    /// Who is to be told of what happens in an environment. Opens nothing.
    static List<Subscription> subscriptions(Session session, EnvironmentId environment) {
        return session.list(
                "SELECT id, project_id, secret_path, type, events FROM webhook"
                        + " WHERE environment_id = ? AND disabled = ? ORDER BY created_at, id",
                WebhookTable::subscription,
                environment.value(),
                false);
    }

    private static Subscription subscription(Row row) throws SQLException {
        return new Subscription(
                new WebhookId(row.text("id")),
                new ProjectId(row.text("project_id")),
                path(row),
                type(row),
                row.optionalText("events").map(WebhookTable::names));
    }

    /// The environments in which somebody wants to be told of an extension.
    static List<EnvironmentId> environments(Session session, EventName wanted) {
        return session.list(
                "SELECT DISTINCT environment_id FROM webhook WHERE disabled = ? AND events LIKE ?",
                row -> new EnvironmentId(row.text("environment_id")),
                false,
                "%" + wanted.wireName() + "%");
    }

    Envelope envelope(Session session, ProjectId project) {
        return keyring.envelope(session, KeyScope.project(project.value()));
    }

    private byte[] seal(Session session, Webhook webhook) {
        byte[] plain = JSON.write(webhook.receiver());
        try {
            return envelope(session, webhook.project()).seal(place(webhook.id().value()), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Webhook open(Session session, Row row) throws SQLException {
        String id = row.text("id");
        var project = new ProjectId(row.text("project_id"));
        Envelope envelope = envelope(session, project);
        return new Webhook(
                new WebhookId(id),
                project,
                new EnvironmentId(row.text("environment_id")),
                path(row),
                type(row),
                row.optionalText("events").map(WebhookTable::names),
                JSON.read(envelope.open(place(id), row.bytes("receiver")), Receiver.class),
                row.flag("disabled"),
                last(row, envelope, id),
                row.time("created_at"),
                row.time("updated_at"));
    }

    private static FolderGlob path(Row row) throws SQLException {
        return FolderGlob.parse(row.text("secret_path")).orElseThrow(() -> new SQLException("no pattern of paths"));
    }

    private static WebhookType type(Row row) throws SQLException {
        String type = row.text("type");
        return WebhookType.of(type).orElseThrow(() -> new SQLException("unknown type " + type));
    }

    private static Optional<LastCall> last(Row row, Envelope envelope, String id) throws SQLException {
        if (row.optionalText("last_status").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LastCall(row.optionalBytes("last_error").map(bytes -> envelope.openText(errorPlace(id), bytes))));
    }

    private static String text(Collection<EventName> names) {
        return names.stream().map(EventName::wireName).sorted().collect(Collectors.joining(","));
    }

    private static Set<EventName> names(String text) {
        return Arrays.stream(text.split(",", -1))
                .flatMap(name -> EventName.of(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Place place(String id) {
        return new Place("webhook.receiver", id, 1);
    }

    private static Place errorPlace(String id) {
        return new Place("webhook.last_error", id, 1);
    }
}
