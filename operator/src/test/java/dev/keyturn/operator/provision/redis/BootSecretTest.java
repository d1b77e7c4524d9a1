// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.rotation.StoreUnavailable;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BootSecretTest {
    private static final String FORMER_HASH = "2a36430635e7505479f0ba76c491f1fe2437373f986ed69009b82caf50907fca";
    private static final Password FORMER = Password.of("former");
    private static final Password NEXT = Password.of("next");

    private final Kept kept = new Kept(Map.of(
            "default.conf",
            "port 6379",
            BootState.ACCEPT,
            "0".repeat(64),
            BootState.MASTERAUTH,
            "nobody-knows",
            BootState.USER,
            "default"));

    @Test
    void two_logins_are_accepted_under_both_names_and_then_one() throws Exception {
        look().accept(List.of(login("admin", FORMER), login("root", NEXT)));
        var during = kept.texts();
        look().accept(List.of(login("root", NEXT)));

        assertThat(during.get(BootState.ACCEPT)).startsWith(FORMER_HASH + " ").hasSize(129);
        assertThat(during).containsEntry(BootState.USER, "admin root").containsEntry("default.conf", "port 6379");
        assertThat(kept.texts().get(BootState.ACCEPT)).hasSize(64).doesNotContain(FORMER_HASH);
        assertThat(kept.texts()).containsEntry(BootState.USER, "root");
    }

    @Test
    void a_replica_says_the_former_password_until_it_is_told_or_the_former_one_goes() throws Exception {
        look().accept(List.of(login("default", FORMER)));
        var alone = kept.texts();
        look().accept(List.of(login("default", NEXT), login("default", FORMER)));
        var during = kept.texts();
        look().replicateWith(NEXT);
        var told = kept.texts();
        look().replicateWith(FORMER);
        look().accept(List.of(login("default", NEXT)));

        assertThat(List.of(alone, during))
                .allSatisfy(texts -> assertThat(texts).containsEntry(BootState.MASTERAUTH, "former"));
        assertThat(told).containsEntry(BootState.MASTERAUTH, "next");
        assertThat(kept.texts()).containsEntry(BootState.MASTERAUTH, "next").containsEntry(BootState.USER, "default");
    }

    @Test
    void a_rotation_that_knows_one_account_writes_the_names_of_its_credentials() throws Exception {
        var former = credential(FORMER, 1);
        var next = credential(NEXT, 2);
        var boot = look().during(credential -> new AccountName(credential.version() == 2 ? "admin" : "default"));

        boot.accept(Set.of(former, next));
        var during = BootState.read(kept.secret).orElseThrow();
        boot.accept(Set.of(next));

        assertThat(during.accept()).hasSize(2).contains(FORMER_HASH);
        assertThat(during.users()).containsExactly(new AccountName("admin"));
        assertThat(BootState.read(kept.secret).orElseThrow().accept())
                .hasSize(1)
                .doesNotContain(FORMER_HASH);
    }

    @Test
    void what_is_so_already_is_not_written() throws Exception {
        look().accept(List.of(login("default", FORMER), login("default", NEXT)));
        int writes = kept.writes;

        var again = look();
        again.accept(List.of(login("default", NEXT), login("default", FORMER)));
        again.replicateWith(FORMER);

        assertThat(kept.writes).isEqualTo(writes);
    }

    @Test
    void a_worker_that_was_taken_over_changes_nothing() throws Exception {
        var late = look();
        look().accept(List.of(login("default", NEXT)));

        assertThatThrownBy(() -> late.accept(List.of(login("default", FORMER), login("default", NEXT))))
                .isInstanceOf(Unanswered.class)
                .hasMessageContaining("somebody else")
                .hasMessageContaining("demo/orders-cache-abc123");

        assertThat(BootState.read(kept.secret)).contains(BootState.of(List.of(login("default", NEXT))));
    }

    @Test
    void a_write_whose_answer_was_lost_is_found_again() throws Exception {
        var boot = look();
        kept.losesAnswers = true;
        assertThatThrownBy(() -> boot.accept(List.of(login("default", NEXT)))).isInstanceOf(Unanswered.class);
        kept.losesAnswers = false;

        boot.accept(List.of(login("default", NEXT)));

        assertThat(boot.state()).isEqualTo(BootState.of(List.of(login("default", NEXT))));
    }

    @Test
    void a_secret_without_the_keys_is_not_guessed_at() {
        var bare = new Kept(Map.of("default.conf", "port 6379"));
        var gone = new Kept(Map.of());
        gone.isGone = true;

        assertThatThrownBy(() -> BootSecret.look(bare, "demo/bare"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("keyturn.accept");
        assertThatThrownBy(() -> BootSecret.look(gone, "demo/gone"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void nobody_reads_a_hash_in_a_log() {
        assertThat(BootState.of(List.of(login("admin", FORMER)))).asString().doesNotContain(FORMER_HASH, "former");
    }

    private BootSecret look() {
        return BootSecret.look(kept, "demo/orders-cache-abc123");
    }

    private static Login login(String user, Password password) {
        return Login.of(new AccountName(user), password);
    }

    private static Credential credential(Password password, long version) {
        return new Credential(
                new AccountName("default"),
                Origin.FOUND,
                password,
                version,
                Salt.of(new byte[Salt.LENGTH]),
                AccountRules.none());
    }

    /// A Secret as the API server keeps one.
    private static final class Kept implements BootSecret.Place {
        private Secret secret;
        private int writes;
        private boolean losesAnswers;
        private boolean isGone;

        Kept(Map<String, String> texts) {
            this.secret = revision(SecretData.encoded(texts), 1);
        }

        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            secret.getData()
                    .keySet()
                    .forEach(key -> texts.put(key, SecretData.text(secret, key).orElseThrow()));
            return texts;
        }

        @Override
        public Optional<Secret> read() {
            return isGone ? Optional.empty() : Optional.of(secret);
        }

        @Override
        public Secret merge(Secret read, ObjectNode patch) {
            String version = secret.getMetadata().getResourceVersion();
            if (!version.equals(read.getMetadata().getResourceVersion())) {
                throw new KubernetesClientException("the object has been modified", 409, null);
            }
            Map<String, String> data = new LinkedHashMap<>(secret.getData());
            patch.path("data")
                    .properties()
                    .forEach(field -> data.put(field.getKey(), field.getValue().asText()));
            secret = revision(data, Integer.parseInt(version) + 1);
            writes++;
            if (losesAnswers) {
                throw new KubernetesClientException("connection reset");
            }
            return secret;
        }

        private static Secret revision(Map<String, String> data, int version) {
            return new SecretBuilder()
                    .withNewMetadata()
                    .withResourceVersion(Integer.toString(version))
                    .endMetadata()
                    .withData(data)
                    .build();
        }
    }
}
