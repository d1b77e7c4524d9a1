// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first start, identities and their tokens over HTTP, on any store.
abstract class AccountApiCases {
    private static final String OPENING = """
            {"email":"a@example.test","password":"correct horse battery","organization":"Shop & Co"}""";

    @TempDir
    private Path folder;

    private RunningServer server;

    /// What the server is told about a store that is empty.
    abstract Map<String, String> store();

    @BeforeEach
    void start() {
        server = RunningServer.start(folder, store());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class FirstStart {
        @Test
        void opens_once() {
            var first = server.call("", "POST", "/api/v1/admin/bootstrap", OPENING);
            var second = server.call("", "POST", "/api/v1/admin/bootstrap", OPENING);

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text("/organization/slug")).isEqualTo("shop-co");
            assertThat(first.json().at("/user/superAdmin").asBoolean()).isTrue();
            assertThat(second.status()).isEqualTo(400);
            assertThat(folder.resolve("setup-token")).doesNotExist();
        }

        @Test
        void needs_the_setup_token_when_a_proxy_stands_between() throws java.io.IOException {
            var path = "/api/v1/admin/bootstrap";
            var setupToken = Files.readString(folder.resolve("setup-token")).strip();

            var without = server.send("POST", path, OPENING, "X-Forwarded-For", "203.0.113.9");
            var with = server.send(
                    "POST", path, OPENING, "X-Forwarded-For", "203.0.113.9", "x-keyturn-setup-token", setupToken);

            assertThat(without.statusCode()).isEqualTo(403);
            assertThat(with.statusCode()).isEqualTo(200);
        }

        @Test
        void wants_a_password_of_twelve_characters() {
            var answer = server.call(
                    "", "POST", "/api/v1/admin/bootstrap", OPENING.replace("correct horse battery", "short"));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("/message/0/code")).isEqualTo("too_small");
            assertThat(answer.response().body()).doesNotContain("short");
        }
    }

    @Nested
    class People {
        @Test
        void sign_in_at_the_console_and_not_by_a_token() {
            var admin = server.bootstrap();
            var made = server.call(
                    admin,
                    "POST",
                    "/api/v1/users",
                    "{\"email\":\"B@example.test\",\"password\":\"correct horse battery\",\"role\":\"member\"}");
            var page = server.send("GET", "/login", "");
            var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
            var formToken = page.body().replaceAll("(?s).*name=\"formToken\" value=\"([0-9a-f]+)\".*", "$1");

            var entered = server.send(
                    "POST",
                    "/login",
                    "email=b@example.test&password=correct+horse+battery&formToken=" + formToken,
                    "Cookie",
                    cookie);
            var session =
                    entered.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];

            assertThat(made.text("/user/email")).isEqualTo("b@example.test");
            assertThat(entered.statusCode()).isEqualTo(303);
            assertThat(server.send("GET", "/", "", "Cookie", session).statusCode())
                    .isEqualTo(200);
            assertThat(server.send("GET", "/api/v1/workspace", "", "Cookie", session)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void are_members_of_projects_as_identities_are() {
            var admin = server.bootstrap();
            var project = server.call(admin, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}")
                    .text("/project/id");
            var person = server.call(
                            admin,
                            "POST",
                            "/api/v1/users",
                            "{\"email\":\"b@example.test\",\"password\":\"correct horse battery\"}")
                    .text("/user/id");
            var path = "/api/v1/projects/" + project + "/identity-memberships/" + person;

            assertThat(server.call(admin, "POST", path, "{\"role\":\"viewer\"}").status())
                    .isEqualTo(200);
            assertThat(server.call(admin, "GET", path).text("/identityMembership/identity/name"))
                    .isEqualTo("b@example.test");
            assertThat(server.call(admin, "GET", "/api/v1/projects/" + project + "/identity-memberships")
                            .json()
                            .path("identityMemberships"))
                    .hasSize(2);
            assertThat(server.call(admin, "DELETE", "/api/v1/users/" + person).status())
                    .isEqualTo(200);
            assertThat(server.call(admin, "GET", path).status()).isEqualTo(404);
        }
    }

    @Nested
    class Tokens {
        private String admin;

        @BeforeEach
        void open() {
            admin = server.bootstrap();
        }

        @Test
        void are_needed_and_checked() {
            var none = server.call("", "GET", "/api/v1/workspace");
            var bad = server.call("x", "GET", "/api/v1/workspace");
            var service = server.call("st.abc", "GET", "/api/v1/workspace");
            var forged = server.call(admin.substring(0, admin.length() - 4) + "AAAA", "GET", "/api/v1/workspace");

            assertThat(none.status()).isEqualTo(401);
            assertThat(none.text("/error")).isEqualTo("UnauthorizedError");
            assertThat(none.text("/message")).isEqualTo("Token missing");
            assertThat(bad.status()).isEqualTo(403);
            assertThat(bad.text("/error")).isEqualTo("TokenError");
            assertThat(service.text("/error")).isEqualTo("TokenError");
            assertThat(forged.text("/error")).isEqualTo("TokenError");
            assertThat(server.call(admin, "POST", "/api/v1/auth/checkAuth").status())
                    .isEqualTo(200);
        }

        @Test
        void are_given_for_a_client_secret_renewed_and_revoked() {
            var client = client("{}", "{\"description\":\"ci\",\"numUsesLimit\":0,\"ttl\":0}");

            var login = login(client);
            var token = login.text("/accessToken");
            var renewed =
                    server.call(token, "POST", "/api/v1/auth/token/renew", "{\"accessToken\":\"%s\"}".formatted(token));
            var revoked =
                    server.call("", "POST", "/api/v1/auth/token/revoke", "{\"accessToken\":\"%s\"}".formatted(token));

            assertThat(login.status()).isEqualTo(200);
            assertThat(login.json().at("/expiresIn").asLong()).isEqualTo(2_592_000);
            assertThat(login.json().at("/accessTokenMaxTTL").isNumber()).isTrue();
            assertThat(login.text("/tokenType")).isEqualTo("Bearer");
            assertThat(renewed.status()).isEqualTo(200);
            assertThat(revoked.status()).isEqualTo(200);
            assertThat(server.call(token, "GET", "/api/v1/workspace").text("/error"))
                    .isEqualTo("TokenError");
        }

        @Test
        void count_their_uses() {
            var client = client("{\"accessTokenNumUsesLimit\":2}", "{}");
            var token = login(client).text("/accessToken");

            assertThat(server.call(token, "GET", "/api/v1/workspace").status()).isEqualTo(200);
            assertThat(server.call(token, "GET", "/api/v1/workspace").status()).isEqualTo(200);
            assertThat(server.call(token, "GET", "/api/v1/workspace").text("/error"))
                    .isEqualTo("TokenError");
        }

        @Test
        void end_with_the_client_secret_that_made_them() {
            var client = client("{}", "{}");
            var token = login(client).text("/accessToken");

            server.call(admin, "POST", client.path + "/client-secrets/" + client.secretId + "/revoke");

            assertThat(server.call(token, "GET", "/api/v1/workspace").text("/error"))
                    .isEqualTo("TokenError");
            assertThat(login(client).status()).isEqualTo(401);
        }

        @Test
        void are_not_given_past_the_uses_of_a_client_secret() {
            var client = client("{}", "{\"numUsesLimit\":1}");

            assertThat(login(client).status()).isEqualTo(200);
            assertThat(login(client).status()).isEqualTo(401);
        }

        @Test
        void are_locked_away_after_three_wrong_secrets() {
            var client = client("{}", "{}");
            var wrong = new Client(client.path, client.id, "wrong", client.secretId);

            for (var i = 0; i < 3; i++) {
                assertThat(login(wrong).status()).isEqualTo(401);
            }

            assertThat(login(client).status()).isEqualTo(401);
        }

        @Test
        void are_not_given_to_other_addresses_than_the_trusted_ones() {
            var client = client("{\"clientSecretTrustedIps\":[{\"ipAddress\":\"192.0.2.0/24\"}]}", "{}");

            assertThat(login(client).status()).isEqualTo(403);
        }

        @Test
        void are_slowed_down_by_a_limit() {
            var statuses = new java.util.TreeSet<Integer>();
            for (var i = 0; i < 40; i++) {
                statuses.add(server.call(
                                "",
                                "POST",
                                "/api/v1/auth/universal-auth/login",
                                "{\"clientId\":\"a\",\"clientSecret\":\"b\"}")
                        .status());
            }

            assertThat(statuses).containsExactly(401, 429);
        }

        private record Client(String path, String id, String secret, String secretId) {}

        private Client client(String settings, String secretSettings) {
            var organization = server.call(admin, "GET", "/api/v1/identities").text("/identities/0/orgId");
            var identity = server.call(
                            admin,
                            "POST",
                            "/api/v1/identities",
                            "{\"name\":\"ci\",\"organizationId\":\"%s\",\"role\":\"member\"}".formatted(organization))
                    .text("/identity/id");
            var path = "/api/v1/auth/universal-auth/identities/" + identity;
            var auth = server.call(admin, "POST", path, settings);
            var secret = server.call(admin, "POST", path + "/client-secrets", secretSettings);
            assertThat(auth.status()).isEqualTo(200);
            assertThat(auth.json()
                            .at("/identityUniversalAuth/accessTokenTrustedIps/0/prefix")
                            .asInt())
                    .isZero();
            return new Client(
                    path,
                    auth.text("/identityUniversalAuth/clientId"),
                    secret.text("/clientSecret"),
                    secret.text("/clientSecretData/id"));
        }

        private Answer login(Client client) {
            return server.call(
                    "",
                    "POST",
                    "/api/v1/auth/universal-auth/login/",
                    "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(client.id, client.secret));
        }
    }
}
