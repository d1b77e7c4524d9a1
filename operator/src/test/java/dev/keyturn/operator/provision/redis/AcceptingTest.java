// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptingTest {

    private static final Map<String, String> AUTH =
            Map.of("username", "admin", "password", "now", "username.prev", "clerk", "password.prev", "before");

    @ParameterizedTest(name = "a node that starts accepts {0}: more than the published {1}, explained {2}")
    @CsvSource({
        "now, false, true",
        "now before, true, true",
        "before now, true, true",
        "now candidate, true, false",
        "now before candidate, true, false",
        // somebody wrote the Secret by hand: what is accepted is all that works
        "before, false, true",
        "other, false, false",
        "other another, false, false",
    })
    void whoever_gets_in_besides_the_published_pair_is_seen(String accepted, boolean more, boolean explained) {
        Accepting who = accepting(AUTH, accepted, "admin", Set.of());

        assertThat(who.hasMore()).isEqualTo(more);
        assertThat(who.isExplained()).isEqualTo(explained);
    }

    @Test
    void without_the_former_pair_nothing_is_explained_by_it() {
        Accepting who = accepting(Map.of("username", "default", "password", "now"), "now before", "default", Set.of());

        assertThat(who.hasMore()).isTrue();
        assertThat(who.isExplained()).isFalse();
    }

    @ParameterizedTest(name = "{0} was before {1}, and nodes know {2}: gone {3}")
    @CsvSource({
        "default, default, default, ''",
        "default, admin, admin, ''",
        "clerk, admin, admin, clerk",
        "admin, default, admin, admin",
        "clerk, admin, candidate, clerk candidate",
        "clerk, admin, admin clerk, clerk",
        "clerk, default, '', clerk",
        "acl-user, default, '', ''",
    })
    void users_that_we_made_for_former_pairs_go_and_no_others(
            String former, String published, String boot, String gone) {
        var auth = new HashMap<>(AUTH);
        auth.put("username", published);
        auth.put("username.prev", former);

        assertThat(accepting(auth, "now before", boot, Set.of("acl-user")).leaving())
                .map(AccountName::value)
                .containsExactlyElementsOf(Stream.of(gone.split(" ", -1))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    @Test
    void afterwards_a_node_accepts_the_published_pair_alone() {
        Map<String, String> settled =
                accepting(AUTH, "now before", "clerk", Set.of()).settled().data();

        assertThat(settled)
                .containsEntry(BootState.ACCEPT, hash("now"))
                .containsEntry(BootState.MASTERAUTH, "now")
                .containsEntry(BootState.USER, "admin")
                .hasSize(3);
    }

    @Test
    void without_a_pair_or_a_boot_state_nothing_can_be_said() {
        Secret auth = secret(AUTH);
        Secret boot = secret(Map.of(BootState.ACCEPT, hash("now"), BootState.MASTERAUTH, "now"));

        assertThat(Accepting.of(auth, secret(Map.of("default.conf", "")), Set.of()))
                .isEmpty();
        assertThat(Accepting.of(secret(Map.of("username", "default")), boot, Set.of()))
                .isEmpty();
    }

    private static Accepting accepting(Map<String, String> auth, String accepted, String user, Set<String> foreign) {
        String hashes =
                Stream.of(accepted.split(" ", -1)).map(AcceptingTest::hash).collect(Collectors.joining(" "));
        Secret config = secret(Map.of(BootState.ACCEPT, hashes, BootState.USER, user, BootState.MASTERAUTH, "now"));
        return Accepting.of(secret(auth), config, foreign).orElseThrow();
    }

    private static Secret secret(Map<String, String> texts) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("any")
                .withResourceVersion("1")
                .endMetadata()
                .withData(SecretData.encoded(texts))
                .build();
    }

    private static String hash(String password) {
        return BootState.of(List.of(Login.of(new AccountName("default"), Password.of(password))))
                .accept()
                .iterator()
                .next();
    }
}
