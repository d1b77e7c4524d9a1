// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.api.MovableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Signing in by way of an OpenID Connect provider, which runs on this machine.
@TestInstance(Lifecycle.PER_CLASS)
class OidcSignInTest {
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    private final MovableClock clock = new MovableClock();
    private final LocalProvider provider = new LocalProvider(clock);
    private RunningServer server;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(
                folder,
                Map.of(
                        "KEYTURN_TRUSTED_PROXY",
                        "127.0.0.1",
                        "KEYTURN_OIDC_ISSUER",
                        provider.issuer(),
                        "KEYTURN_OIDC_CLIENT_ID",
                        LocalProvider.CLIENT,
                        "KEYTURN_OIDC_CLIENT_SECRET",
                        LocalProvider.SECRET),
                List.of(),
                clock);
        server.bootstrap();
    }

    @BeforeEach
    void open() {
        provider.signsAsItShould();
        browser = new Browser(
                server, "X-Forwarded-For", "203.0.113." + ADDRESS.incrementAndGet(), "X-Forwarded-Proto", "https");
    }

    @AfterAll
    void stop() {
        server.close();
        provider.close();
    }

    private Map<String, String> begin() {
        var answer = browser.get("/login/oidc");
        assertThat(answer.statusCode()).isEqualTo(303);
        return provider.authorize(answer.headers().firstValue("Location").orElseThrow());
    }

    private HttpResponse<String> comeBack(String state, String code) {
        return browser.get("/login/oidc/callback?code=" + code + "&state=" + state);
    }

    @Test
    void signs_in_the_person_of_the_verified_address() {
        assertThat(browser.get("/login").body()).contains("href=\"/login/oidc\"");
        var asked = begin();

        var answer = comeBack(String.valueOf(asked.get("state")), LocalProvider.CODE);

        assertThat(asked).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("redirect_uri")).startsWith("https://").endsWith("/login/oidc/callback");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("SameSite=Strict", "HttpOnly", "Secure");
        assertThat(answer.body()).contains("http-equiv=\"refresh\"");
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void counts_in_the_browser_alone_that_began_it() {
        var asked = begin();
        var other = new Browser(server, "X-Forwarded-For", "203.0.113.99", "X-Forwarded-Proto", "https");
        other.get("/login/oidc");

        var elsewhere = other.get("/login/oidc/callback?code=" + LocalProvider.CODE + "&state=" + asked.get("state"));

        assertThat(elsewhere.statusCode()).isEqualTo(403);
        assertThat(other.isSignedIn()).isFalse();
        assertThat(comeBack("wrong", LocalProvider.CODE).statusCode()).isEqualTo(403);
        assertThat(browser.get("/login/oidc/callback?error=access_denied&state=" + asked.get("state"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void fails_if_the_provider_does_not_take_the_code_or_the_verifier() {
        var asked = begin();

        assertThat(comeBack(String.valueOf(asked.get("state")), "another-code").statusCode())
                .isEqualTo(502);
        provider.authorize("https://x.test/?redirect_uri=x&nonce=x&code_challenge=another");
        assertThat(comeBack(String.valueOf(asked.get("state")), LocalProvider.CODE)
                        .statusCode())
                .isEqualTo(502);
        assertThat(browser.isSignedIn()).isFalse();
    }

    static Stream<UnaryOperator<JWTClaimsSet.Builder>> what_is_wrong_with_a_token() {
        return Stream.of(
                claims -> claims.issuer("https://other.test"),
                claims -> claims.audience("other"),
                claims -> claims.audience(List.of("keyturn", "other")),
                claims -> claims.claim("azp", "other"),
                claims -> claims.expirationTime(Date.from(Instant.EPOCH)),
                claims -> claims.claim("exp", null),
                claims -> claims.issueTime(Date.from(Instant.parse("3000-01-01T00:00:00Z"))),
                claims -> claims.claim("nonce", "other"),
                claims -> claims.claim("nonce", null),
                claims -> claims.claim("email_verified", false),
                claims -> claims.claim("email_verified", null),
                claims -> claims.claim("email", null));
    }

    @ParameterizedTest
    @MethodSource("what_is_wrong_with_a_token")
    void fails_if_the_token_does_not_count(UnaryOperator<JWTClaimsSet.Builder> wrong) {
        var asked = begin();
        provider.signs(wrong);

        assertThat(comeBack(String.valueOf(asked.get("state")), LocalProvider.CODE)
                        .statusCode())
                .isEqualTo(502);
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void fails_if_somebody_else_signed_the_token() {
        var asked = begin();
        provider.signsWithAnotherKey();

        assertThat(comeBack(String.valueOf(asked.get("state")), LocalProvider.CODE)
                        .statusCode())
                .isEqualTo(502);
    }

    @Test
    void makes_nobody_new() {
        var asked = begin();
        provider.signs(claims -> claims.claim("email", "nobody@example.test"));

        var answer = comeBack(String.valueOf(asked.get("state")), LocalProvider.CODE);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Ask an admin");
        assertThat(browser.isSignedIn()).isFalse();
    }
}
