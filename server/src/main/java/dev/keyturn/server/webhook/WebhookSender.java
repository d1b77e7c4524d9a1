// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.server.http.Unexpected;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.webhook.DeliveryTable.Delivery;
import dev.keyturn.server.webhook.Webhook.LastCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the thread that empties the outbox, and those that make the calls: each second it looks for what is due, also
/// for what has to be announced. Of several nodes each takes what no other has taken.
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ANNOUNCEMENTS = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(16);
    private static final int MOST_CALLS = 16;

    private final Database database;
    private final DeliveryTable deliveries;
    private final WebhookTable webhooks;
    private final Announcer announcer;
    private final Calls calls;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread poller;
    private Instant announced = Instant.MIN;
    private int running;
    private boolean stopping;

    private WebhookSender(Parts parts) {
        this.database = parts.database();
        this.deliveries = parts.deliveries();
        this.webhooks = parts.webhooks();
        this.announcer = parts.announcer();
        this.calls = parts.calls();
        this.clock = parts.clock();
        this.poller = Thread.ofVirtual().name("webhooks").unstarted(this::poll);
    }

    record Parts(
            Database database,
            DeliveryTable deliveries,
            WebhookTable webhooks,
            Announcer announcer,
            Calls calls,
            InstantSource clock) {}

    static WebhookSender start(Parts parts) {
        var sender = new WebhookSender(parts);
        sender.poller.start();
        return sender;
    }

    private void poll() {
        try {
            while (waitForNext()) {
                lookAround();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitForNext() throws InterruptedException {
        lock.lock();
        try {
            long nanos = POLL.toNanos();
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !stopping;
        } finally {
            lock.unlock();
        }
    }

    private void lookAround() {
        try {
            Instant now = clock.instant();
            if (!now.isBefore(announced.plus(BETWEEN_ANNOUNCEMENTS))) {
                announcer.look();
                announced = now;
            }
            int free = MOST_CALLS - running();
            if (free > 0 && database.read(session -> DeliveryTable.isAnyDue(session, now))) {
                database.transaction(session -> deliveries.claim(session, now, free))
                        .forEach(this::begin);
            }
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn().addKeyValue("reason", unavailable.getMessage()).log("webhooks cannot be looked for");
        } catch (RuntimeException bug) {
            LOG.atError().setCause(Unexpected.of(bug)).log("webhooks cannot be looked for");
        }
    }

    private int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void begin(Delivery delivery) {
        count(1);
        Thread.ofVirtual().name("webhook-" + delivery.id()).start(() -> {
            try {
                send(delivery);
            } finally {
                count(-1);
            }
        });
    }

    private void count(int more) {
        lock.lock();
        try {
            running += more;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// One that was switched off meanwhile is told nothing any more.
    private void send(Delivery delivery) {
        Webhook webhook = delivery.webhook();
        try {
            if (webhook.disabled()) {
                database.change(session -> DeliveryTable.done(session, delivery));
                return;
            }
            LastCall call = calls.make(webhook, delivery.id(), delivery.body(), delivery.signedAt());
            database.change(session -> {
                if (call.error().isEmpty()) {
                    DeliveryTable.done(session, delivery);
                } else {
                    DeliveryTable.failed(session, delivery, clock.instant());
                }
                webhooks.note(session, webhook.id(), call);
            });
            if (call.error().isPresent()) {
                LOG.atWarn()
                        .addKeyValue("webhook", webhook.id())
                        .addKeyValue("tries", delivery.tries())
                        .log("webhook was not taken");
            }
        } catch (StoreUnavailable unavailable) {
            LOG.atWarn()
                    .addKeyValue("webhook", webhook.id())
                    .addKeyValue("reason", unavailable.getMessage())
                    .log("what became of a webhook could not be written down; it is sent again");
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("webhook", webhook.id())
                    .setCause(Unexpected.of(bug))
                    .log("webhook failed");
        }
    }

    /// Begins nothing any more and lets calls under way finish.
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
            long nanos = DRAIN.toNanos();
            while (running > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        try {
            poller.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
