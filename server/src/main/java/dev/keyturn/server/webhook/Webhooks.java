// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.net.Outbound;
import dev.keyturn.server.net.Undelivered;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.webhook.Webhook.LastCall;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/// Everything about webhooks in a server, wired.
public final class Webhooks {
    private final Ground ground;
    private final WebhookTable table;
    private final DeliveryTable deliveries;
    private final Calls calls;
    private final Outbox outbox;

    /// What webhooks are made of.
    public record Ground(Database database, Keyring keyring, Randomness randomness, InstantSource clock) {}

    public Webhooks(Ground ground, Outbound outbound) {
        this.ground = ground;
        this.table = new WebhookTable(ground.keyring());
        this.deliveries = new DeliveryTable(table, ground.randomness());
        this.calls = new Calls(outbound);
        this.outbox = new Outbox(deliveries, ground.clock());
    }

    public WebhookTable table() {
        return table;
    }

    /// Where those who do something say so.
    public Outbox outbox() {
        return outbox;
    }

    /// Begins to send.
    public WebhookSender start(Rotations rotations) {
        var announcer = new Announcer(ground.database(), rotations, outbox, ground.clock());
        return WebhookSender.start(
                new WebhookSender.Parts(ground.database(), deliveries, table, announcer, calls, ground.clock()));
    }

    /// Whether calls may go to that host, as far as its address tells now.
    ///
    /// @throws Undelivered if not
    public void requirePermitted(String host) throws Undelivered {
        var _ = calls.outbound().permitted(host);
    }

    /// Sends a test at once, and notes what became of it.
    public LastCall test(Webhook webhook, String environment) {
        Instant now = ground.clock().instant();
        var project = new LinkedHashMap<String, Object>();
        project.put("projectId", webhook.project().value());
        project.put("environment", environment);
        project.put("secretPath", webhook.path().toString());
        var happening = new Happening(
                EventName.TEST, webhook.environment(), webhook.path().toString(), project, now);
        LastCall call = calls.make(
                webhook, ground.randomness().id(), Payload.of(webhook.type(), happening), now.toEpochMilli());
        ground.database().change(session -> table.note(session, webhook.id(), call));
        return call;
    }
}
