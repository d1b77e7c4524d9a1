// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What receivers and the audit log are told of runs, with a real Redis.
@Tag("thorough")
@TestInstance(Lifecycle.PER_CLASS)
class WebhookRunsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LOGS = "/api/v1/organization/audit-logs";

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private HttpServer receiver;
    private RotationWorld world;

    @BeforeAll
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        world = new RotationWorld();
        var made = world.post(
                "/api/v1/webhooks",
                "{\"type\":\"general\",\"projectId\":\"%s\",\"environment\":\"dev\",\"webhookUrl\":\"http://127.0.0.1:%d/\",\"eventsFilter\":[{\"eventName\":\"secrets.rotation-upcoming\"},{\"eventName\":\"secrets.rotation-succeeded\"}]}"
                        .formatted(world.project, receiver.getAddress().getPort()));
        assertThat(made.status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        world.close();
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(JSON.readTree(exchange.getRequestBody()));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /// The next that is told of this rotation.
    private JsonNode next(String rotation) throws InterruptedException {
        JsonNode told;
        do {
            told = Optional.ofNullable(received.poll(15, TimeUnit.SECONDS)).orElseThrow();
        } while (!told.at("/project/rotationId").asText().equals(rotation));
        return told;
    }

    private JsonNode newest(String query) {
        return world.get(LOGS + "?limit=1&" + query).json().at("/auditLogs/0");
    }

    @Test
    void tells_of_each_set_announces_each_start_once_and_runs_by_itself_as_the_platform() throws Exception {
        String id = world.rotation();
        JsonNode first = next(id);
        world.rotate(id);
        JsonNode second = next(id);
        Instant starts = Instant.parse(world.shown(id).path("nextRotationAt").asText());

        assertThat(first.path("event").asText()).isEqualTo("secrets.rotation-succeeded");
        assertThat(second.at("/project/credentialVersion").asInt()).isEqualTo(2);
        assertThat(second.at("/project/previousValidUntil").isNull()).isTrue();
        assertThat(second.at("/project/triggeredManually").asBoolean()).isTrue();
        assertThat(second.at("/project/nextRotationAt").asText())
                .isEqualTo(world.shown(id).path("nextRotationAt").asText());
        assertThat(newest("eventType=secret-rotation-rotate-secrets")
                        .at("/actor/type")
                        .asText())
                .isEqualTo("identity");
        assertThat(newest("eventType=create-secret-rotation")
                        .at("/event/metadata/rotationId")
                        .asText())
                .isEqualTo(id);

        announcedOnce(id, starts);
        ranAsThePlatform(id, starts);
        reminded(id);
    }

    private void announcedOnce(String id, Instant starts) throws InterruptedException {
        Duration gap = Duration.between(world.clock.instant(), starts);
        boolean near = gap.compareTo(Duration.ofDays(2)) < 0;
        world.clock.forward((near ? gap.dividedBy(2) : gap.minusHours(24)).plusMinutes(1));
        JsonNode upcoming = next(id);
        world.clock.forward(Duration.ofMinutes(2));

        assertThat(upcoming.path("event").asText()).isEqualTo("secrets.rotation-upcoming");
        assertThat(Instant.parse(upcoming.at("/project/startsAt").asText())).isEqualTo(starts);
        assertThat(upcoming.at("/project/automatic").asBoolean()).isTrue();
        assertThat(received.poll(3, TimeUnit.SECONDS)).as("announced once").isNull();
    }

    private void ranAsThePlatform(String id, Instant starts) throws InterruptedException {
        world.clock.forward(Duration.between(world.clock.instant(), starts).plusSeconds(1));
        JsonNode third = next(id);

        assertThat(third.at("/project/credentialVersion").asInt()).isEqualTo(3);
        assertThat(third.at("/project/triggeredManually").asBoolean()).isFalse();
        JsonNode told = newest("eventType=secret-rotation-rotate-secrets");
        assertThat(told.at("/actor/type").asText()).isEqualTo("platform");
        assertThat(told.at("/event/metadata/jobId").asText())
                .isEqualTo(world.shown(id).path("lastRotationJobId").asText());
        assertThat(newest("eventType=secret-rotation-step")
                        .at("/event/metadata/rotationId")
                        .asText())
                .isEqualTo(id);
    }

    private void reminded(String id) throws InterruptedException {
        world.patch(RotationWorld.ROTATIONS + "/" + id, "{\"isAutoRotationEnabled\":false}");
        world.clock.forward(Duration.ofHours(49));
        JsonNode reminder = next(id);

        assertThat(reminder.path("event").asText()).isEqualTo("secrets.rotation-upcoming");
        assertThat(reminder.at("/project/startsAt").isNull()).isTrue();
        assertThat(reminder.at("/project/automatic").asBoolean()).isFalse();
    }

    @Test
    void a_deleted_rotation_and_given_credentials_are_told_at_once() {
        String id = world.rotation(body -> body.put("environment", "prod"));
        world.get(RotationWorld.ROTATIONS + "/" + id + "/generated-credentials");
        JsonNode given = newest("eventType=get-secret-rotation-generated-credentials");
        world.delete(RotationWorld.ROTATIONS + "/" + id);
        JsonNode deleted = newest("eventType=delete-secret-rotation");

        assertThat(given.at("/event/metadata/rotationId").asText()).isEqualTo(id);
        assertThat(deleted.at("/event/metadata/rotationId").asText()).isEqualTo(id);
        assertThat(deleted.at("/event/metadata/accountsLeft")).hasSize(1);
    }
}
