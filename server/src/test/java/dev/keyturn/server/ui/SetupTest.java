// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first run in the browser.
class SetupTest {
    private static final Pattern TOKEN = Pattern.compile("aria-label=\"Token\">([^<]+)<");

    @Test
    void opens_the_installation_once(@TempDir Path folder) {
        try (var server = RunningServer.start(folder)) {
            var browser = new Browser(server);
            for (var path : List.of("/", "/login", "/projects/shop/settings", "/nothing")) {
                assertThat(browser.get(path).headers().firstValue("Location"))
                        .as(path)
                        .contains("/setup");
            }
            assertThat(browser.get("/setup").body())
                    .contains(
                            "Open this installation", folder.resolve("root.key").toString())
                    .doesNotContain("Setup token");

            var refused = browser.post("/setup", fields(browser, "too short"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body())
                    .contains("value=\"Example Ltd\"", "aria-invalid=\"true\"", "href=\"#f-password\"")
                    .doesNotContain("too short");

            var opened = browser.post("/setup", fields(browser, "long enough for us"));
            var token = TOKEN.matcher(opened.body());
            assertThat(token.find()).isTrue();
            assertThat(server.call(token.group(1), "GET", "/api/v1/projects").status())
                    .isEqualTo(200);
            assertThat(browser.get("/setup").statusCode()).isEqualTo(404);
            assertThat(browser.post("/setup", fields(browser, "long enough for us"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(browser.signIn("mara@example.test", "long enough for us").statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void asks_for_the_setup_token_from_elsewhere(@TempDir Path folder) throws IOException {
        try (var server = RunningServer.start(folder, Map.of("KEYTURN_TRUSTED_PROXY", "127.0.0.1"))) {
            var browser = new Browser(server, "X-Forwarded-For", "203.0.113.1", "X-Forwarded-Proto", "https");
            assertThat(browser.get("/setup").body()).contains("Setup token");

            var without = browser.post("/setup", fields(browser, "long enough for us"));
            assertThat(without.statusCode()).isEqualTo(403);
            assertThat(without.body()).contains("setup-token");

            var fields = new HashMap<>(fields(browser, "long enough for us"));
            fields.put("setupToken", Files.readString(folder.resolve("setup-token")));
            assertThat(browser.post("/setup", fields).body()).contains("Keyturn is open");
        }
    }

    private static Map<String, String> fields(Browser browser, String password) {
        return Map.of(
                "organization",
                "Example Ltd",
                "email",
                "mara@example.test",
                "password",
                password,
                "formToken",
                browser.formToken());
    }
}
