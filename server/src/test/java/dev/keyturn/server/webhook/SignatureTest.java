// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Password;
import dev.keyturn.server.secret.EnvironmentId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Instant AT = Instant.ofEpochMilli(1_772_704_800_000L);
    private static final String TEXT = "{\"event\":\"secrets.rotation-failed\",\"project\":{"
            + "\"projectId\":\"9c1f2f5e-6b0b-4f6e-9a53-0f6f3f1b7c11\",\"projectName\":\"Shop\",\"environment\":\"dev\","
            + "\"environmentName\":\"Development\",\"secretPath\":\"/\",\"rotationName\":\"my-redis-rotation\","
            + "\"errorMessage\":\"connection refused\",\"triggeredManually\":true},\"timestamp\":1772704800000}";

    @Test
    void signs_as_the_contract_says() {
        assertThat(Signature.of(Password.of("whsec-demo"), AT.toEpochMilli(), TEXT))
                .isEqualTo("t=1772704800000;82fe7d05a13e5cf184d47ab3c785b4c5f75f88aaa36fa273b784ac385363f433");
    }

    @Test
    void a_failed_rotation_is_told_in_the_words_of_the_contract() {
        var around = new Surroundings(
                new EnvironmentId("e"), "9c1f2f5e-6b0b-4f6e-9a53-0f6f3f1b7c11", "Shop", "dev", "Development", "/");
        var project = around.body("my-redis-rotation");
        project.put("errorMessage", "connection refused");
        project.put("triggeredManually", true);
        var happening = new Happening(EventName.ROTATION_FAILED, around.environment(), "/", project, AT);

        assertThat(Payload.of(WebhookType.GENERAL, happening)).isEqualTo(TEXT);
        assertThat(Payload.of(WebhookType.SLACK, happening))
                .contains("A secret rotation failed.", "connection refused");
        assertThat(Payload.of(WebhookType.MICROSOFT_TEAMS, happening)).contains("AdaptiveCard", "my-redis-rotation");
    }
}
