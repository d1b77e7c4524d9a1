// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.Tampered;
import dev.keyturn.server.sql.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The statements on the table `webhook_delivery`: what is still to be sent.
///
/// A call is counted before it is made, and the row comes back by itself when nobody says how the call ended: so a
/// crash loses none, and none is repeated for ever.
final class DeliveryTable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryTable.class);

    /// When the first call is made.
    static final Duration FIRST_AFTER = Duration.ofSeconds(1);

    static final int MOST_TRIES = 5;

    /// Longer than a call takes.
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final WebhookTable webhooks;
    private final Randomness ids;

    DeliveryTable(WebhookTable webhooks, Randomness ids) {
        this.webhooks = webhooks;
        this.ids = ids;
    }

    /// One call that is to be made now.
    ///
    /// @param signedAt the moment that stands in its body, in milliseconds
    /// @param tries    how often it was made, this one counted
    record Delivery(String id, Webhook webhook, String body, long signedAt, int tries) {}

    /// Writes down that somebody is to be told.
    void add(Session session, Subscription whom, Happening happening) {
        String id = ids.id();
        session.update(
                "INSERT INTO webhook_delivery (id, webhook_id, body, signed_at, tries, due_at) VALUES (?, ?, ?, ?, 0, ?)",
                id,
                whom.id().value(),
                webhooks.envelope(session, whom.project()).seal(place(id), Payload.of(whom.type(), happening)),
                happening.at(),
                happening.at().plus(FIRST_AFTER));
    }

    static boolean isAnyDue(Session session, Instant now) {
        return session.exists("SELECT 1 FROM webhook_delivery WHERE due_at <= ? LIMIT 1", now);
    }

    /// Takes what is due, so that nobody else does; it comes back after half a minute unless it is [#done] or
    /// [#failed].
    List<Delivery> claim(Session session, Instant now, int limit) {
        session.update("DELETE FROM webhook_delivery WHERE tries >= ? AND due_at <= ?", MOST_TRIES, now);
        List<String> due = session.list(
                "SELECT id FROM webhook_delivery WHERE due_at <= ? ORDER BY due_at LIMIT ?"
                        + session.dialect().forUpdateSkipLocked(),
                row -> row.text("id"),
                now,
                limit);
        return due.stream().flatMap(id -> claim(session, id, now).stream()).toList();
    }

    /// One that does not open is counted like any other and ends with its tries: it holds up no other.
    private List<Delivery> claim(Session session, String id, Instant now) {
        session.update("UPDATE webhook_delivery SET tries = tries + 1, due_at = ? WHERE id = ?", now.plus(CLAIM), id);
        try {
            return opened(session, id);
        } catch (Tampered damaged) {
            LOG.atError()
                    .addKeyValue("delivery", id)
                    .addKeyValue("reason", damaged.getMessage())
                    .log("webhook cannot be called; delete it and make it again");
            return List.of();
        }
    }

    private List<Delivery> opened(Session session, String id) {
        return session.list(
                "SELECT webhook_id, body, signed_at, tries FROM webhook_delivery WHERE id = ?",
                row -> {
                    Webhook webhook = webhooks.find(session, new WebhookId(row.text("webhook_id")))
                            .orElseThrow();
                    String body = webhooks.envelope(session, webhook.project()).openText(place(id), row.bytes("body"));
                    return new Delivery(id, webhook, body, row.number("signed_at"), row.integer("tries"));
                },
                id);
    }

    static void done(Session session, Delivery delivery) {
        session.update("DELETE FROM webhook_delivery WHERE id = ?", delivery.id());
    }

    /// The next call comes after 3, 6, 12 and 24 s; the last one was the last.
    static void failed(Session session, Delivery delivery, Instant now) {
        if (delivery.tries() >= MOST_TRIES) {
            done(session, delivery);
        } else {
            session.update(
                    "UPDATE webhook_delivery SET due_at = ? WHERE id = ?",
                    now.plus(PAUSE.multipliedBy(1L << (delivery.tries() - 1))),
                    delivery.id());
        }
    }

    private static Place place(String id) {
        return new Place("webhook_delivery.body", id, 1);
    }
}
