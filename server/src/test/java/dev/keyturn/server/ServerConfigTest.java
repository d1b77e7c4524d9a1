// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyturn.server.crypto.RootKeySource;
import dev.keyturn.server.sql.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static List<String> faults(Map<String, String> options, Map<String, String> environment) {
        return catchThrowableOfType(ConfigRefused.class, () -> ServerConfig.from(options, environment))
                .faults();
    }

    @Test
    void has_the_defaults_of_the_contract() {
        var config = ServerConfig.from(Map.of(), Map.of());

        assertThat(config.listening().port()).isEqualTo(8080);
        assertThat(config.listening().host().isLoopbackAddress()).isTrue();
        assertThat(config.data()).isEqualTo(Path.of("./data"));
        assertThat(config.store()).isEqualTo(new StoreAddress.Embedded(Path.of("./data/keyturn.db")));
        assertThat(config.rootKey()).isEqualTo(new RootKeySource.InFile(Path.of("./data/root.key"), true));
        assertThat(config.targets().allowInternal()).isFalse();
        assertThat(config.bootstrap()).isEmpty();
        assertThat(config.metrics()).isEmpty();
    }

    @Test
    void says_which_address_is_none() {
        assertThat(faults(Map.of("metrics-listen", "9090"), Map.of()))
                .containsExactly("--metrics-listen 9090 is not an address and a port, such as 127.0.0.1:8080 or"
                        + " [::1]:8080.");
        assertThat(faults(Map.of("listen", "[::1::2]:80"), Map.of()))
                .containsExactly("--listen ::1::2 is not an IP address.");
    }

    @Test
    void prefers_an_option_to_the_environment() {
        var config = ServerConfig.from(
                Map.of("listen", "[::1]:9000"), Map.of("KEYTURN_LISTEN", "127.0.0.1:7000", "KEYTURN_DATA", "/tmp/k"));

        assertThat(config.listening().port()).isEqualTo(9000);
        assertThat(config.data()).isEqualTo(Path.of("/tmp/k"));
    }

    @Test
    void wants_all_about_an_openid_provider_or_nothing() {
        assertThatThrownBy(() -> ServerConfig.from(Map.of(), Map.of("KEYTURN_OIDC_ISSUER", "https://id.example.test")))
                .hasMessageContaining("KEYTURN_OIDC_ISSUER");
        assertThatThrownBy(() -> ServerConfig.from(
                        Map.of(),
                        Map.of(
                                "KEYTURN_OIDC_ISSUER", "http://id.example.test",
                                "KEYTURN_OIDC_CLIENT_ID", "keyturn",
                                "KEYTURN_OIDC_CLIENT_SECRET", "s3cret")))
                .hasMessageContaining("no address by https")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void lists_every_fault() {
        var faults = faults(
                Map.of("listen", "nowhere", "tls-cert", "a.pem", "none", "x"),
                Map.of("KEYTURN_ROOT_KEY", "short", "ALLOW_INTERNAL_IP_CONNECTIONS", "yes"));

        assertThat(faults).hasSize(5);
    }

    @Test
    void does_not_listen_in_plain_text_to_other_machines_by_accident() {
        assertThat(faults(Map.of("listen", "0.0.0.0:80"), Map.of()))
                .singleElement()
                .asString()
                .contains("--insecure-http");
        assertThat(ServerConfig.from(Map.of("listen", "0.0.0.0:80", "insecure-http", "true"), Map.of())
                        .listening()
                        .port())
                .isEqualTo(80);
        assertThat(ServerConfig.from(Map.of("listen", "0.0.0.0:80", "trusted-proxy", "10.0.0.0/8"), Map.of())
                        .listening()
                        .trustedProxies())
                .hasSize(1);
    }

    @Test
    void wants_the_root_key_for_a_shared_store() {
        var store = "jdbc:postgresql://db/keyturn";

        assertThat(faults(Map.of("store", store), Map.of()))
                .singleElement()
                .asString()
                .contains("root key must be given");
        assertThat(ServerConfig.from(Map.of("store", store), Map.of("KEYTURN_ROOT_KEY", KEY))
                        .rootKey())
                .isInstanceOf(RootKeySource.Given.class);
    }

    @Test
    void refuses_a_password_in_the_url_of_the_store_and_does_not_repeat_it() {
        for (var url : List.of("jdbc:postgresql://u:canary@db/k", "jdbc:postgresql://db/k?user=u&password=canary")) {
            var faults = faults(Map.of("store", url), Map.of("KEYTURN_ROOT_KEY", KEY));

            assertThat(faults)
                    .singleElement()
                    .asString()
                    .contains("holds a password")
                    .doesNotContain("canary");
        }
    }

    @Test
    void reads_a_password_from_a_file(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("password"), "canary\n");

        var config = ServerConfig.from(
                Map.of("store", "jdbc:postgresql://db/k"),
                Map.of("KEYTURN_ROOT_KEY", KEY, "KEYTURN_STORE_PASSWORD_FILE", file.toString()));

        assertThat(config.store()).asString().doesNotContain("canary").contains("********");
    }
}
