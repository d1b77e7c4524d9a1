// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import dev.keyturn.server.api.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in at the console, and how long that lasts (contract §7.1, §15.6).
@TestInstance(Lifecycle.PER_CLASS)
class SignInTest {
    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final MovableClock clock = new MovableClock();
    private Path folder;
    private RunningServer server;
    private String admin;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        server = RunningServer.start(folder, Map.of("KEYTURN_TRUSTED_PROXY", "127.0.0.1"), List.of(), clock);
        admin = server.bootstrap();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void leads_the_first_person_to_the_first_page() {
        var browser = new Browser(server);

        assertThat(browser.get("/").headers().firstValue("Location")).contains("/login?next=%2F");
        var answer = browser.signIn("A@Example.test", PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/");
        assertThat(browser.get("/").body()).contains("<h1>Overview</h1>", "a@example.test");
        assertThat(browser.get("/login").headers().firstValue("Location")).contains("/");
    }

    @Test
    void gives_a_new_cookie_that_no_script_and_no_other_site_sees() {
        var browser = new Browser(server);
        browser.get("/login");
        var before = browser.cookie();

        var set = browser.signIn("a@example.test", PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(set).contains("; Path=/; HttpOnly; SameSite=Strict").doesNotContain("Secure");
        assertThat(browser.cookie()).isNotEqualTo(before);
    }

    @Test
    void keeps_the_cookie_to_tls_but_on_loopback() {
        var overTls = new Browser(server, "X-Forwarded-For", "203.0.113.200", "X-Forwarded-Proto", "https");
        var without = new Browser(server, "X-Forwarded-For", "203.0.113.200", "X-Forwarded-Proto", "http");

        var set = overTls.signIn("a@example.test", PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        var refused = without.get("/login");

        assertThat(set).startsWith("__Host-keyturn=").endsWith("; Path=/; HttpOnly; SameSite=Strict; Secure");
        assertThat(overTls.isSignedIn()).isTrue();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void counts_nowhere_below_api() {
        var browser = new Browser(server);
        browser.signIn("a@example.test", PASSWORD);

        assertThat(browser.get("/api/v1/workspace").statusCode()).isEqualTo(401);
        assertThat(browser.post("/api/v1/projects", Map.of()).statusCode()).isEqualTo(401);
    }

    @Test
    void refuses_a_form_from_elsewhere() {
        var browser = new Browser(server);
        browser.get("/login");
        var fields = Map.of("email", "a@example.test", "password", PASSWORD, "formToken", browser.formToken());
        var own = server.address().toString();

        assertThat(browser.post("/login", fields, "Origin", "https://evil.test").statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/login", fields, "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/login", fields, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/login", Map.of("email", "a@example.test", "password", PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        assertThat(new Browser(server).post("/login", fields).statusCode()).isEqualTo(403);
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.post("/login", fields, "Origin", own, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void does_not_sign_out_by_a_form_from_elsewhere() {
        var browser = new Browser(server);
        browser.signIn("a@example.test", PASSWORD);

        assertThat(browser.post("/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.isSignedIn()).isTrue();
        assertThat(browser.post("/logout", Map.of("formToken", browser.formToken()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void says_the_same_to_a_wrong_password_and_to_a_stranger() {
        var email = person();

        var wrong = browserAt("203.0.113.1").signIn(email, "wrong wrong wrong");
        var stranger = browserAt("203.0.113.1").signIn("nobody@example.test", "wrong wrong wrong");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(wrong.body().replaceAll("[0-9a-f]{64}", "").replace(email, ""))
                .isEqualTo(stranger.body().replaceAll("[0-9a-f]{64}", "").replace("nobody@example.test", ""));
        assertThat(wrong.body()).contains("E-mail or password is not right.");
        assertThat(wrong.body()).doesNotContain("wrong wrong");
    }

    @Test
    void locks_an_address_after_three_failures_for_five_minutes() {
        var email = person();

        for (var i = 0; i < 3; i++) {
            assertThat(browserAt("203.0.113.2")
                            .signIn(email, "wrong wrong wrong")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(browserAt("203.0.113.2").signIn(email, PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(browserAt("203.0.113.3").signIn(email, PASSWORD).statusCode())
                .isEqualTo(303);
        clock.forward(Duration.ofSeconds(301));
        assertThat(browserAt("203.0.113.2").signIn(email, PASSWORD).statusCode())
                .isEqualTo(303);
    }

    @Test
    void takes_no_hostile_text_for_a_name() {
        var browser = browserAt("203.0.113.5");
        browser.get("/login");

        for (var email : List.of("a".repeat(100_000), "\u0000", "' OR 1=1 --", "\ud83d\ude00")) {
            var answer =
                    browser.post("/login", Map.of("email", email, "password", "x", "formToken", browser.formToken()));
            assertThat(answer.statusCode()).isIn(401, 422);
        }
    }

    @Test
    void slows_an_address_down() {
        clock.stop();
        try {
            var browser = browserAt("203.0.113.4");
            browser.get("/login");
            var fields = Map.of("email", "", "password", "", "formToken", browser.formToken());
            for (var i = 0; i < 20; i++) {
                browser.post("/login", fields);
            }
            var refused = browser.post("/login", fields);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        } finally {
            clock.go();
        }
    }

    @Test
    void ends_when_nobody_used_it_for_an_hour() {
        var browser = new Browser(server);
        browser.signIn("a@example.test", PASSWORD);

        clock.forward(Duration.ofMinutes(50));
        assertThat(browser.isSignedIn()).isTrue();
        clock.forward(Duration.ofMinutes(50));
        assertThat(browser.isSignedIn()).isTrue();
        clock.forward(Duration.ofMinutes(61));
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void ends_after_twelve_hours_whatever_happens() {
        var browser = new Browser(server);
        browser.signIn("a@example.test", PASSWORD);

        for (var i = 0; i < 14; i++) {
            clock.forward(Duration.ofMinutes(50));
            assertThat(browser.isSignedIn()).isTrue();
        }
        clock.forward(Duration.ofMinutes(50));
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void ends_with_the_password_and_with_the_person() {
        var email = person();
        var path = "/api/v1/users/" + id(email);
        var first = new Browser(server);
        first.signIn(email, PASSWORD);

        call("PATCH", path, "{\"password\":\"another long password\"}");
        assertThat(first.isSignedIn()).isFalse();
        assertThat(first.signIn(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(first.signIn(email, "another long password").statusCode()).isEqualTo(303);
        assertThat(first.isSignedIn()).isTrue();
        assertThat(call("DELETE", path, "").status()).isEqualTo(200);
        assertThat(first.isSignedIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/",
                "//evil.test",
                "/\\evil.test",
                "javascript:alert(1)",
                "/a\nb",
                "/ü",
                "/a\\b"
            })
    void leads_nowhere_else(String next) {
        var browser = new Browser(server);
        browser.get("/login");

        var answer = browser.post(
                "/login",
                Map.of(
                        "email",
                        "a@example.test",
                        "password",
                        PASSWORD,
                        "formToken",
                        browser.formToken(),
                        "next",
                        next));

        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void comes_back_to_the_page_that_was_asked_for() {
        var browser = new Browser(server);
        assertThat(browser.get("/login?next=%2Faudit%3Fa%3D%22%3E%3Cb").body())
                .contains("value=\"/audit?a=&#34;>&lt;b\"");

        var answer = browser.post(
                "/login",
                Map.of(
                        "email",
                        "a@example.test",
                        "password",
                        PASSWORD,
                        "formToken",
                        browser.formToken(),
                        "next",
                        "/projects/shop/dev/secrets?path=/"));

        assertThat(answer.headers().firstValue("Location")).contains("/projects/shop/dev/secrets?path=/");
    }

    @Test
    void shows_pages_in_which_nothing_runs_but_files_of_ours() {
        var page = new Browser(server).get("/login");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'")
                .contains("form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body())
                .doesNotContain("<style", " style=", " onclick", "<script>")
                .containsPattern("<script src=\"/ui/kt-theme-[0-9a-f]{12}.js\"></script>");
    }

    @Test
    void leaves_no_cookie_in_the_store() throws IOException {
        var browser = new Browser(server);
        browser.signIn("a@example.test", PASSWORD);
        var secret = browser.cookie().split("=", -1)[1];

        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    void is_for_people_whom_an_admin_made() {
        var email = person();

        assertThat(call("POST", "/api/v1/users", body(email)).status()).isEqualTo(400);
        assertThat(call("POST", "/api/v1/users", body(email).replace("correct horse battery", "short"))
                        .status())
                .isEqualTo(422);
        assertThat(call("GET", "/api/v1/users", "").response().body())
                .contains(email, "a@example.test")
                .doesNotContain("argon2id", PASSWORD);
        assertThat(call("GET", "/api/v1/identities", "").response().body()).doesNotContain(email);
        assertThat(call("POST", "/api/v1/auth/universal-auth/identities/" + id(email), "{}")
                        .status())
                .isEqualTo(404);
    }

    private Browser browserAt(String address) {
        return new Browser(server, "X-Forwarded-For", address, "X-Forwarded-Proto", "https");
    }

    private String person() {
        var email = "person-" + NUMBER.incrementAndGet() + "@example.test";
        assertThat(call("POST", "/api/v1/users", body(email)).status()).isEqualTo(200);
        return email;
    }

    private static String body(String email) {
        return "{\"email\":\"%s\",\"password\":\"%s\",\"role\":\"member\"}".formatted(email, PASSWORD);
    }

    private String id(String email) {
        for (var user : call("GET", "/api/v1/users", "").json().path("users")) {
            if (user.path("email").asText().equals(email)) {
                return user.path("id").asText();
            }
        }
        throw new AssertionError("no person " + email);
    }

    private Answer call(String method, String path, String body) {
        return server.call(admin, method, path, body);
    }
}
