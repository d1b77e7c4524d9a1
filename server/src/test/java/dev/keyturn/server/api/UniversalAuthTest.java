// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Limits in time, number and place of client secrets and access tokens (contract §7, §15.4). The server believes the
/// test to be a proxy, so that a request can come from anywhere; time passes when the test says so.
@TestInstance(Lifecycle.PER_CLASS)
class UniversalAuthTest {
    private static final String LOGIN = "/api/v1/auth/universal-auth/login";
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    private final MovableClock clock = new MovableClock();
    private RunningServer server;
    private String admin;
    private String organization;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder, Map.of("KEYTURN_TRUSTED_PROXY", "127.0.0.1"), List.of(), clock);
        admin = server.bootstrap();
        organization = server.call(admin, "GET", "/api/v1/identities").text("/identities/0/orgId");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_client_secret_ends_with_its_time() {
        var client = client("{}", "{\"ttl\":60}");

        assertThat(login(client).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(61));
        assertThat(login(client).status()).isEqualTo(401);
    }

    @Test
    void a_client_secret_is_shown_listed_and_revoked() {
        var client = client("{}", "{\"description\":\"ci\",\"numUsesLimit\":3,\"ttl\":60}");
        login(client);
        var path = client.path + "/client-secrets";

        var shown = server.call(admin, "GET", path + "/" + client.secretId);
        var listed = server.call(admin, "GET", path);
        var revoked = server.call(admin, "POST", path + "/" + client.secretId + "/revoke");

        assertThat(shown.text("/clientSecretData/description")).isEqualTo("ci");
        assertThat(shown.text("/clientSecretData/clientSecretNumUses")).isEqualTo("1");
        assertThat(shown.text("/clientSecretData/clientSecretNumUsesLimit")).isEqualTo("3");
        assertThat(shown.text("/clientSecretData/clientSecretTTL")).isEqualTo("60");
        assertThat(shown.text("/clientSecretData/clientSecretPrefix")).isEqualTo(client.secret.substring(0, 4));
        assertThat(listed.json().path("clientSecretData")).hasSize(1);
        assertThat(listed.response().body()).doesNotContain(client.secret);
        assertThat(revoked.json().at("/clientSecretData/isClientSecretRevoked").asBoolean())
                .isTrue();
        assertThat(server.call(admin, "GET", path + "/00000000-0000-4000-8000-000000000000")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_token_ends_with_its_time_and_is_renewed_up_to_its_last_moment() {
        var client = client("{\"accessTokenTTL\":100,\"accessTokenMaxTTL\":250}", "{}");
        var token = login(client).text("/accessToken");

        clock.forward(Duration.ofSeconds(90));
        var second = renew(token);
        clock.forward(Duration.ofSeconds(90));
        var third = renew(second.text("/accessToken"));
        assertThat(second.text("/expiresIn")).isEqualTo("100");
        assertThat(third.json().path("expiresIn").asLong()).isBetween(68L, 70L);
        assertThat(uses(third.text("/accessToken")).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(71));

        assertThat(uses(third.text("/accessToken")).text("/error")).isEqualTo("TokenError");
        assertThat(renew(third.text("/accessToken")).text("/error")).isEqualTo("TokenError");
    }

    @Test
    void a_token_that_nobody_renews_ends() {
        var client = client("{\"accessTokenTTL\":100,\"accessTokenMaxTTL\":250}", "{}");
        var token = login(client).text("/accessToken");

        clock.forward(Duration.ofSeconds(101));

        assertThat(uses(token).text("/error")).isEqualTo("TokenError");
        assertThat(renew(token).text("/error")).isEqualTo("TokenError");
    }

    @Test
    void a_renewal_counts_as_a_use() {
        var client = client("{\"accessTokenNumUsesLimit\":2}", "{}");
        var token = login(client).text("/accessToken");

        assertThat(renew(token).status()).isEqualTo(200);
        assertThat(uses(token).status()).isEqualTo(200);
        assertThat(uses(token).text("/error")).isEqualTo("TokenError");
        assertThat(renew(token).text("/error")).isEqualTo("TokenError");
    }

    @Test
    void a_lock_ends_after_its_time() {
        var client = client("{\"lockoutThreshold\":2,\"lockoutDurationSeconds\":60}", "{}");
        var address = address();

        assertThat(login(client, "wrong", address).status()).isEqualTo(401);
        assertThat(login(client, "wrong", address).status()).isEqualTo(401);
        assertThat(login(client, client.secret, address).status()).isEqualTo(401);
        assertThat(login(client, client.secret, address()).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(59));
        assertThat(login(client, client.secret, address).status()).isEqualTo(401);
        clock.forward(Duration.ofSeconds(2));
        assertThat(login(client, client.secret, address).status()).isEqualTo(200);
    }

    @Test
    void failures_are_forgotten_after_a_while_and_by_a_login() {
        var client = client("{\"lockoutThreshold\":2,\"lockoutCounterResetSeconds\":10}", "{}");
        var address = address();

        login(client, "wrong", address);
        clock.forward(Duration.ofSeconds(11));
        login(client, "wrong", address);
        assertThat(login(client, client.secret, address).status()).isEqualTo(200);
        login(client, "wrong", address);
        assertThat(login(client, client.secret, address).status()).isEqualTo(200);
    }

    @Test
    void failures_lock_nobody_where_that_is_switched_off() {
        var client = client("{\"lockoutEnabled\":false,\"lockoutThreshold\":1}", "{}");
        var address = address();

        login(client, "wrong", address);

        assertThat(login(client, client.secret, address).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.9, 200",
        "192.0.2.0/24, 198.51.100.9, 403",
        "192.0.2.7, 192.0.2.7, 200",
        "192.0.2.7, 192.0.2.8, 403",
        "2001:db8::/32, 2001:db8:1::9, 200",
        "2001:db8::/32, 2001:db9::9, 403",
        "2001:db8::/32, 192.0.2.9, 403",
        "192.0.2.0/24, ::ffff:192.0.2.9, 200",
    })
    void addresses_limit_client_secrets_and_tokens(String trusted, String from, int status) {
        var ips = "[{\"ipAddress\":\"%s\"}]".formatted(trusted);
        var secrets = client("{\"clientSecretTrustedIps\":" + ips + "}", "{}");
        var tokens = client("{\"accessTokenTrustedIps\":" + ips + "}", "{}");
        var token = login(tokens).text("/accessToken");

        assertThat(login(secrets, secrets.secret, from).status()).isEqualTo(status);
        assertThat(server.send(
                                "GET",
                                "/api/v1/workspace",
                                "",
                                "Authorization",
                                "Bearer " + token,
                                "X-Forwarded-For",
                                from)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_forwarded_address_counts_only_from_a_trusted_proxy(@TempDir Path folder) {
        try (var other = RunningServer.start(folder)) {
            var token = other.bootstrap();
            var org = other.call(token, "GET", "/api/v1/identities").text("/identities/0/orgId");
            var id = other.call(
                            token,
                            "POST",
                            "/api/v1/identities",
                            "{\"name\":\"ci\",\"organizationId\":\"%s\",\"role\":\"member\"}".formatted(org))
                    .text("/identity/id");
            var path = "/api/v1/auth/universal-auth/identities/" + id;
            var client = other.call(
                            token, "POST", path, "{\"clientSecretTrustedIps\":[{\"ipAddress\":\"192.0.2.0/24\"}]}")
                    .text("/identityUniversalAuth/clientId");
            var secret =
                    other.call(token, "POST", path + "/client-secrets", "{}").text("/clientSecret");

            var answer = other.send(
                    "POST",
                    LOGIN,
                    "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(client, secret),
                    "X-Forwarded-For",
                    "192.0.2.9");

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void an_address_may_log_in_ten_times_a_second_and_twenty_times_at_once() {
        var client = client("{}", "{}");
        var address = address();
        clock.forward(Duration.ofMinutes(1));
        clock.stop();
        try {
            assertThat(statuses(client, address, 20)).containsOnly(200);
            var refused = login(client, client.secret, address);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("/error")).isEqualTo("RateLimitExceeded");
            assertThat(refused.response().headers().firstValue("Retry-After")).contains("1");
            assertThat(login(client, client.secret, address()).status()).isEqualTo(200);
            clock.forward(Duration.ofSeconds(1));
            assertThat(statuses(client, address, 10)).containsOnly(200);
            assertThat(login(client, client.secret, address).status()).isEqualTo(429);
        } finally {
            clock.go();
        }
    }

    private List<Integer> statuses(Client client, String address, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> login(client, client.secret, address).status())
                .toList();
    }

    private record Client(String path, String id, String secret, String secretId) {}

    private Client client(String settings, String secretSettings) {
        var identity = server.call(
                        admin,
                        "POST",
                        "/api/v1/identities",
                        "{\"name\":\"ci\",\"organizationId\":\"%s\",\"role\":\"member\"}".formatted(organization))
                .text("/identity/id");
        var path = "/api/v1/auth/universal-auth/identities/" + identity;
        var auth = server.call(admin, "POST", path, settings);
        assertThat(auth.status()).isEqualTo(200);
        var secret = server.call(admin, "POST", path + "/client-secrets", secretSettings);
        return new Client(
                path,
                auth.text("/identityUniversalAuth/clientId"),
                secret.text("/clientSecret"),
                secret.text("/clientSecretData/id"));
    }

    private static String address() {
        return "203.0.113." + ADDRESS.incrementAndGet();
    }

    private Answer login(Client client) {
        return login(client, client.secret, address());
    }

    private Answer login(Client client, String secret, String from) {
        return new Answer(server.send(
                "POST",
                LOGIN,
                "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(client.id, secret),
                "X-Forwarded-For",
                from));
    }

    private Answer renew(String token) {
        return new Answer(server.send(
                "POST",
                "/api/v1/auth/token/renew",
                "{\"accessToken\":\"%s\"}".formatted(token),
                "X-Forwarded-For",
                address()));
    }

    private Answer uses(String token) {
        return server.call(token, "GET", "/api/v1/workspace");
    }
}
