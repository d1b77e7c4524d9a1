// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.secret.Environment;
import dev.keyturn.server.secret.Environments;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.Folders;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Projects;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import dev.keyturn.server.sql.StoreAddress;
import dev.keyturn.server.webhook.DeliveryTable.Delivery;
import dev.keyturn.server.webhook.Webhook.LastCall;
import dev.keyturn.server.webhook.Webhook.Receiver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTableTest {
    private static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");
    private static final Instant FIRST = NOW.plusSeconds(1);

    private final Randomness randomness = new Randomness(new Random(5));
    private final Keyring keyring = new Keyring(RootKey.random(randomness.source()), randomness.source());
    private final WebhookTable webhooks = new WebhookTable(keyring);
    private final DeliveryTable deliveries = new DeliveryTable(webhooks, randomness);
    private Database database;
    private Webhook webhook;

    @TempDir
    private Path data = Path.of("");

    @BeforeEach
    void open() {
        database = Database.open(new StoreAddress.Embedded(data.resolve("keyturn.db")));
        database.migrate();
        webhook = database.transaction(this::makeWebhook);
        database.change(session -> {
            webhooks.insert(session, webhook);
            deliveries.add(
                    session,
                    WebhookTable.subscriptions(session, webhook.environment()).getFirst(),
                    new Happening(EventName.TEST, webhook.environment(), "/", Map.of("a", "b"), NOW));
        });
    }

    /// As somebody would leave it who has the store and not the key.
    private void damage(WebhookId id) {
        database.change(session ->
                session.update("UPDATE webhook SET receiver = ? WHERE id = ?", new byte[] {1, 2, 3}, id.value()));
    }

    private void tell(Instant at) {
        database.change(session -> {
            FolderId root = session.one(
                            "SELECT id FROM folder WHERE environment_id = ?",
                            row -> new FolderId(row.text("id")),
                            webhook.environment().value())
                    .orElseThrow();
            new Outbox(deliveries, () -> at)
                    .tell(
                            session,
                            EventName.ROTATION_FAILED,
                            Surroundings.of(session, root).orElseThrow(),
                            Map.of(),
                            at);
        });
    }

    private Webhook makeWebhook(Session session) {
        session.update(
                "INSERT INTO organization (id, name, slug, singleton, signing_key, created_at)"
                        + " VALUES ('o', 'Org', 'org', 1, ?, 0)",
                new byte[] {1});
        InstantSource clock = () -> NOW;
        var environments = new Environments(new Folders(randomness, clock), randomness, clock);
        ProjectId project = new Projects(environments, keyring, randomness, clock)
                .create(session, new Projects.Draft("o", "Shop", Optional.empty(), Optional.empty(), "secret-manager"))
                .id();
        Environment dev = environments.find(session, project, "dev").orElseThrow();
        return new Webhook(
                new WebhookId("w"),
                project,
                dev.id(),
                FolderGlob.parse("/**").orElseThrow(),
                WebhookType.GENERAL,
                Optional.of(Set.of(EventName.ROTATION_FAILED)),
                new Receiver(URI.create("https://a.test/secret-path"), Optional.of(Password.of("whsec"))),
                false,
                Optional.empty(),
                NOW,
                NOW);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Delivery> claim(Instant now) {
        return database.transaction(session -> deliveries.claim(session, now, 10));
    }

    private void fail(Delivery delivery, Instant now) {
        database.change(session -> DeliveryTable.failed(session, delivery, now));
    }

    @Test
    void a_webhook_is_read_back_as_it_was_kept() {
        Optional<Webhook> kept = database.read(session -> webhooks.find(session, webhook.id()));

        assertThat(kept).contains(webhook);
    }

    @Test
    void what_became_of_the_last_call_is_kept_with_it() {
        database.change(session -> webhooks.note(session, webhook.id(), new LastCall(Optional.of("refused"))));

        Optional<Webhook> kept = database.read(session -> webhooks.find(session, webhook.id()));
        assertThat(kept.orElseThrow().last()).contains(new LastCall(Optional.of("refused")));
    }

    @Test
    void is_due_after_a_second_and_then_for_one_only() {
        assertThat(claim(FIRST.minusMillis(1))).isEmpty();
        assertThat(claim(FIRST)).singleElement().satisfies(delivery -> {
            assertThat(delivery.body())
                    .isEqualTo("{\"event\":\"test\",\"project\":{\"a\":\"b\"},\"timestamp\":1772701200000}");
            assertThat(delivery.signedAt()).isEqualTo(NOW.toEpochMilli());
        });
        assertThat(claim(FIRST)).isEmpty();
    }

    /// What tells is the transaction that publishes.
    @Test
    void does_not_break_what_it_tells_of_when_a_receiver_does_not_open() {
        damage(webhook.id());

        assertThatCode(() -> tell(NOW)).doesNotThrowAnyException();
    }

    @Test
    void does_not_hold_up_the_others_when_one_receiver_does_not_open() {
        var other = new Webhook(
                new WebhookId("x"),
                webhook.project(),
                webhook.environment(),
                webhook.path(),
                webhook.type(),
                webhook.wanted(),
                webhook.receiver(),
                false,
                Optional.empty(),
                NOW,
                NOW);
        database.change(session -> webhooks.insert(session, other));
        tell(NOW);
        damage(webhook.id());

        assertThat(claim(FIRST)).extracting(delivery -> delivery.webhook().id()).containsExactly(other.id());
        for (int tries = 1; tries <= DeliveryTable.MOST_TRIES; tries++) {
            claim(FIRST.plusSeconds(60L * tries));
        }
        boolean left = database.read(session -> session.exists("SELECT 1 FROM webhook_delivery"));
        assertThat(left).isFalse();
    }

    @Test
    void comes_back_after_a_crash_but_not_for_ever() {
        Instant now = FIRST;
        for (int died = 0; died < 4; died++) {
            assertThat(claim(now)).as("after %d deaths", died).hasSize(1);
            now = now.plusSeconds(30);
        }
        List<Delivery> last = claim(now);

        assertThat(last).singleElement().extracting(Delivery::tries).isEqualTo(5);
        fail(last.getFirst(), now);
        assertThat(claim(now.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void dies_with_the_server_five_times_and_is_given_up() {
        Instant now = FIRST;
        for (int died = 0; died < 5; died++) {
            assertThat(claim(now)).hasSize(1);
            now = now.plusSeconds(30);
        }

        assertThat(claim(now)).isEmpty();
        assertThat(claim(now.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void pauses_double_from_three_seconds() {
        Instant now = FIRST;
        for (int pause : List.of(3, 6, 12, 24)) {
            fail(claim(now).getFirst(), now);
            assertThat(claim(now.plusSeconds(pause).minusMillis(1))).isEmpty();
            now = now.plusSeconds(pause);
        }
        fail(claim(now).getFirst(), now);

        assertThat(claim(now.plus(Duration.ofDays(1)))).isEmpty();
    }
}
