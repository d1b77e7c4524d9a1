// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunMessageTest {
    @Test
    void names_step_and_node() {
        var why = new Failure(Step.APPLY, Optional.of("cache-1:6379"), "CONNECT", "connection refused");

        assertThat(RunMessage.of(RotationType.REDIS_CREDENTIALS, why, List.of()))
                .isEqualTo("Redis rotation failed at step apply on node cache-1:6379: connection refused");
    }

    @Test
    void holds_no_password() {
        var secrets = List.of(Password.of("s3cret"), Password.of("n$xt"));

        assertThat(RunMessage.safe("tried s3cret, then n$xt, then s3cret", secrets))
                .isEqualTo("tried ********, then ********, then ********");
    }

    @Test
    void has_at_most_1024_characters_of_which_the_last_three_are_dots() {
        String whole = "x".repeat(1024);

        assertThat(RunMessage.safe(whole, List.of())).isEqualTo(whole);
        assertThat(RunMessage.safe(whole + "y", List.of())).hasSize(1024).endsWith("xxx...");
    }
}
