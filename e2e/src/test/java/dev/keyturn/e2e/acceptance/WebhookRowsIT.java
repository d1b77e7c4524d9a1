// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.process.HookReceiver;
import dev.keyturn.e2e.process.HookReceiver.Received;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whom a failed rotation is told, and what the audit log says of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookRowsIT {
    private static final String KEY = "whsec-demo";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGER_THAN_A_RETRY = Duration.ofSeconds(5);

    private final Stage stage = Stage.on(Store.SQLITE, "webhook-rows");

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void row_32_a_failed_manual_run_is_told_once_and_signed() throws GeneralSecurityException {
        try (var receiver = HookReceiver.start()) {
            stage.api()
                    .post(
                            "/api/v1/webhooks",
                            Json.object(
                                    """
                            {"type": "general", "projectId": %s, "environment": "dev", "secretPath": "/",
                             "webhookUrl": %s, "webhookSecretKey": %s,
                             "eventsFilter": [{"eventName": "secrets.rotation-failed"}]}""",
                                    stage.project().id(), receiver.url("/hook").toString(), KEY))
                    .ok();
            var rotation = stage.rotation("r32");
            stage.redis().stop();
            try {
                assertThat(rotation.rotate()).isError(500, "InternalServerError");
            } finally {
                stage.redis().restart();
            }

            Received call = receiver.next(PATIENCE).orElseThrow();
            JsonNode body = Json.parse(call.body());

            assertThat(body.path("event").asText()).isEqualTo("secrets.rotation-failed");
            assertThat(body.at("/project/rotationName").asText()).isEqualTo("r32");
            assertThat(body.at("/project/environmentName").asText()).isEqualTo("Development");
            assertThat(body.at("/project/triggeredManually").asBoolean()).isTrue();
            assertThat(body.at("/project/errorMessage").asText())
                    .contains(stage.redis().name());
            assertThat(call.signature()).isEqualTo("t=" + body.path("timestamp").asLong() + ";" + hmac(call.body()));
            assertThat(receiver.next(LONGER_THAN_A_RETRY)).as("told once").isEmpty();
            auditLogTellsOf(rotation.id());
        }
    }

    private void auditLogTellsOf(String rotation) {
        var log = stage.api()
                .get("/api/v1/organization/audit-logs?eventType=secret-rotation-rotate-secrets&projectId="
                        + stage.project().id())
                .ok();
        assertThat(log.text("/auditLogs/0/event/metadata/rotationId")).isEqualTo(rotation);
        assertThat(log.text("/auditLogs/0/event/metadata/status")).isEqualTo("failed");
        assertThat(log.text("/auditLogs/0/actor/type")).isEqualTo("identity");
    }

    private static String hmac(String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
