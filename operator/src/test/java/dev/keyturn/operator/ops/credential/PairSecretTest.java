// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairSecretTest {
    private static final Intent.Pair OLD = new Intent.Pair(new AccountName("default"), Password.of("old one"));
    private static final Intent.Pair NEW = new Intent.Pair(new AccountName("admin"), Password.of("new \"one\" ü"));
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:02Z");

    @Test
    void publishes_the_new_pair_and_keeps_the_former_beside_it_in_one_patch() {
        ObjectNode patch = PairSecret.replacing(NEW, OLD, NOW);

        assertThat(patch.size()).isEqualTo(2);
        assertThat(text(patch, "username")).isEqualTo("admin");
        assertThat(text(patch, "password")).isEqualTo("new \"one\" ü");
        assertThat(text(patch, "username.prev")).isEqualTo("default");
        assertThat(text(patch, "password.prev")).isEqualTo("old one");
        assertThat(patch.at("/metadata/annotations")
                        .path("kubedb.com/auth-active-from")
                        .asText())
                .isEqualTo("2026-03-02T09:00:02Z");
    }

    @Test
    void leaves_the_users_own_pair_alone_where_it_only_remembers() {
        ObjectNode patch = PairSecret.remembering(OLD, NOW);

        assertThat(patch.path("data").size()).isEqualTo(2);
        assertThat(patch.path("data").has("password")).isFalse();
    }

    @Test
    void takes_a_pair_with_an_empty_half_for_none() {
        assertThat(PairSecret.pair(secret("default", "x"))).isPresent();
        assertThat(PairSecret.pair(secret("default", ""))).isEqualTo(Optional.empty());
        assertThat(PairSecret.previous(secret("default", "x"))).isEqualTo(Optional.empty());
    }

    private static Secret secret(String user, String password) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("s")
                .endMetadata()
                .addToData("username", base64(user))
                .addToData("password", base64(password))
                .build();
    }

    private static String text(ObjectNode patch, String key) {
        String encoded = patch.path("data").path(key).asText();
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
