// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Universal auth: §7 and the first rows.
class SignInRowsIT {

    private static final String OPTIONS = "/api/v2/secret-rotations/options";

    private final Installation installation = Store.SQLITE.installation();

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/universal-auth/login/", "/api/v1/auth/universal-auth/login"})
    void row_1_login_answers_with_four_fields(String path) {
        var identity = installation.identity("row-1", "member");

        var answer = installation
                .api()
                .anonymous()
                .post(
                        path,
                        Json.object(
                                "{\"clientId\": %s, \"clientSecret\": %s}",
                                identity.clientId(), identity.clientSecret()));

        assertIsToken(answer);
        assertThat(answer).has("/expiresIn", 2_592_000).has("/accessTokenMaxTTL", 2_592_000);
        assertThat(answer.text("/accessToken")).doesNotStartWith("st.");
        assertThat(installation.api().as(answer.text("/accessToken")).get(OPTIONS))
                .isOk();
    }

    @Test
    void row_1_a_wrong_secret_is_401() {
        var identity = installation.identity("row-1-wrong", "member");

        assertThat(installation.logIn(identity.clientId(), "wrong")).isError(401, "UnauthorizedError");
        assertThat(installation.logIn("00000000-0000-4000-8000-000000000000", identity.clientSecret()))
                .isError(401, "UnauthorizedError");
        assertThat(installation.logIn(identity)).isOk();
    }

    @Test
    void row_2_renew_answers_in_the_same_shape() {
        var identity = installation.identity("row-2", "member");
        String token = installation.logIn(identity).ok().text("/accessToken");

        var renewed = installation
                .api()
                .as(token)
                .post("/api/v1/auth/token/renew", Json.object("{\"accessToken\": %s}", token));

        assertIsToken(renewed);
        assertThat(installation.api().as(renewed.text("/accessToken")).get(OPTIONS))
                .isOk();
    }

    @Test
    void row_3_no_token_and_bad_tokens_are_told_apart() {
        var anonymous = installation.api().anonymous();

        assertThat(anonymous.get(OPTIONS)).isError(401, "UnauthorizedError");
        assertThat(anonymous.as("x").get(OPTIONS)).isError(403, "TokenError");
        assertThat(anonymous.as(unsigned()).get(OPTIONS)).isError(403, "TokenError");
        assertThat(anonymous.as("st.0123.4567.89ab").get(OPTIONS).status()).isIn(401, 403);
    }

    @Test
    void a_revoked_token_is_refused() {
        var identity = installation.identity("revoked", "member");
        String token = installation.logIn(identity).ok().text("/accessToken");

        assertThat(installation
                        .api()
                        .as(token)
                        .post("/api/v1/auth/token/revoke", Json.object("{\"accessToken\": %s}", token)))
                .isOk();

        assertThat(installation.api().as(token).get(OPTIONS)).isError(403, "TokenError");
    }

    @Test
    void the_third_failure_locks_the_pair_of_client_and_address() {
        var identity = installation.identity("locked", "member");

        for (int i = 0; i < 3; i++) {
            assertThat(installation.logIn(identity.clientId(), "wrong")).hasStatus(401);
        }

        assertThat(installation.logIn(identity)).isError(401, "UnauthorizedError");
    }

    @Test
    void login_needs_both_fields() {
        var login = installation.api().anonymous();

        assertThat(login.post("/api/v1/auth/universal-auth/login", Json.object("{\"clientId\": \"x\"}")))
                .hasIssue("invalid_type", "clientSecret");
    }

    private static void assertIsToken(Answer answer) {
        assertThat(answer).isOk().has("/tokenType", "Bearer");
        assertThat(Json.keys(answer.json()))
                .containsExactly("accessToken", "accessTokenMaxTTL", "expiresIn", "tokenType");
        assertThat(answer.at("/accessToken").isTextual()).isTrue();
        assertThat(answer.at("/expiresIn").isIntegralNumber()).isTrue();
        assertThat(answer.at("/accessTokenMaxTTL").isIntegralNumber()).isTrue();
    }

    /// A token that claims to need no signature.
    private static String unsigned() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString("{\"sub\":\"anybody\"}".getBytes(StandardCharsets.UTF_8))
                + ".";
    }
}
