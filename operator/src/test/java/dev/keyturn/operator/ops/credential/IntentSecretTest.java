// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import dev.keyturn.operator.ops.credential.Intent.Standing;
import dev.keyturn.operator.runtime.OperatorConfig.Restart;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentSecretTest {
    private static final String UID = "0b7c7f6e-0000-4000-8000-000000000001";
    private static final Intent.Pair OLD = pair("default", "the-former-one");
    private static final Intent.Pair NEW = pair("admin", "t'was \"brillig\" ünd $\n#");

    @Test
    void is_read_back_as_it_was_written() {
        for (Optional<Verifier> verifier : java.util.List.of(
                Optional.<Verifier>empty(), Optional.of(new Verifier("SCRAM-SHA-256$4096:c2FsdA==$a:b")))) {
            for (Optional<Duration> retention :
                    java.util.List.of(Optional.<Duration>empty(), Optional.of(Duration.ofMinutes(10)))) {
                Intent intent = intent(verifier, retention);

                assertThat(IntentSecret.read(secret(intent), UID)).contains(intent);
            }
        }
    }

    @Test
    void cannot_be_changed_and_goes_with_its_request() {
        Secret secret = secret(intent(Optional.empty(), Optional.empty()));

        assertThat(secret.getImmutable()).isTrue();
        assertThat(secret.getType()).isEqualTo("keyturn.dev/rotation-intent");
        assertThat(secret.getMetadata().getName()).isEqualTo("orders-cache-rotate-keyturn-intent");
        assertThat(secret.getMetadata().getLabels()).containsEntry("keyturn.dev/request-uid", UID);
        assertThat(secret.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(UID);
            assertThat(owner.getController()).isTrue();
        });
    }

    @Test
    void of_another_request_or_another_making_is_none_of_ours() {
        Secret mine = secret(intent(Optional.empty(), Optional.empty()));

        assertThat(IntentSecret.read(mine, "another")).isEmpty();
        assertThat(IntentSecret.read(mine.toBuilder().withImmutable(false).build(), UID))
                .isEmpty();
        assertThat(IntentSecret.read(mine.toBuilder().withType("Opaque").build(), UID))
                .isEmpty();
        assertThat(IntentSecret.read(
                        mine.toBuilder()
                                .editMetadata()
                                .withLabels(Map.of())
                                .endMetadata()
                                .build(),
                        UID))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password", "username.prev", "password.prev", "source", "options"})
    void without_one_of_its_parts_it_is_a_fault_that_names_the_part_and_no_value(String part) {
        Secret damaged = secret(intent(Optional.empty(), Optional.empty())).toBuilder()
                .removeFromData(part)
                .build();

        assertThatThrownBy(() -> IntentSecret.read(damaged, UID))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("has no " + part)
                .hasMessageContaining("shop/orders-cache-rotate-keyturn-intent");
    }

    @Test
    void what_clients_read_says_where_it_stands() {
        Intent intent = intent(Optional.empty(), Optional.empty());

        assertThat(intent.standing(OLD)).isEqualTo(Standing.STAGED);
        assertThat(intent.standing(NEW)).isEqualTo(Standing.PUBLISHED);
        assertThat(intent.standing(pair("default", "somebody else's"))).isEqualTo(Standing.FOREIGN);
        assertThat(intent.standing(pair("admin", "the-former-one"))).isEqualTo(Standing.FOREIGN);
    }

    @Test
    void shows_no_password() {
        assertThat(intent(Optional.empty(), Optional.empty()).toString())
                .doesNotContain("brillig")
                .doesNotContain("the-former-one");
    }

    private static Intent intent(Optional<Verifier> verifier, Optional<Duration> retention) {
        return new Intent(
                UID,
                NEW,
                OLD,
                Salt.of(new byte[Salt.LENGTH]),
                verifier,
                "team-auth@4711",
                new RotationOptions(Restart.NEVER, Duration.ofMinutes(30), retention));
    }

    private static Secret secret(Intent intent) {
        var request = new RedisOpsRequest();
        request.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("orders-cache-rotate")
                .withUid(UID)
                .build());
        return IntentSecret.of(request, intent);
    }

    private static Intent.Pair pair(String user, String password) {
        return new Intent.Pair(new AccountName(user), Password.of(password));
    }
}
