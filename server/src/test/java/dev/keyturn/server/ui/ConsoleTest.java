// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.http.Verb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What holds for all pages of the console (guide §8).
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleTest {
    private static final Pattern FILE = Pattern.compile("(?:href|src)=\"(/ui/[^\"#]+)");
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "GET /login",
            "POST /login",
            "GET /setup",
            "POST /setup",
            "POST /logout",
            "GET /ui/{file}",
            "GET /ui/events");

    private RunningServer server;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder);
        server.bootstrap();
        browser = new Browser(server);
        browser.signIn("a@example.test", "correct horse battery");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void no_page_is_for_who_is_not_signed_in() {
        var stranger = new Browser(server);

        for (var route : server.pages()) {
            var name = route.verb() + " " + route.path();
            var path = route.path().toString().replaceAll("\\{[^}]*}", "x");
            if (FOR_EVERYBODY.contains(name)) {
                continue;
            }
            if (route.verb() == Verb.GET) {
                var answer = stranger.get(path);
                assertThat(answer.statusCode()).as(name).isEqualTo(303);
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .as(name)
                        .startsWith("/login");
            } else {
                assertThat(stranger.post(path, Map.of()).statusCode()).as(name).isEqualTo(403);
            }
        }
    }

    @Test
    void a_page_has_the_headers_of_the_guide() {
        var page = browser.get("/");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(page.body())
                .contains("\"includeIndicatorStyles\":false", "\"allowEval\":false", "\"selfRequestsOnly\":true")
                .contains("\"historyCacheSize\":0")
                .doesNotContain(" style=", " onclick", "hx-on", "<style");
        assertThat(page.body().split("<h1", -1)).hasSize(2);
    }

    @Test
    void the_first_page_weighs_less_than_150_kB() {
        var page = browser.get("/");
        var weight = compressed(page.body());
        for (var path : files(page.body())) {
            var file = server.send("GET", path, "", "Accept-Encoding", "gzip");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(file.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            weight += compressed(server.send("GET", path, "").body());
        }

        assertThat(weight).isLessThan(150_000);
        System.out.printf("first page: %d bytes compressed%n", weight);
    }

    @Test
    void the_script_of_ours_is_small_and_has_no_engine_for_text() {
        var page = browser.get("/").body();
        var script = files(page).stream()
                .filter(path -> path.startsWith("/ui/kt-"))
                .filter(path -> path.endsWith(".js"))
                .map(path -> server.send("GET", path, "").body())
                .toList();

        assertThat(String.join("", script).length()).isLessThan(12_000);
        assertThat(script).allSatisfy(text -> assertThat(text).doesNotContain("eval(", "innerHTML", "new Function"));
    }

    @Test
    void a_file_of_another_content_has_another_name() {
        var path = files(browser.get("/").body()).getFirst();

        assertThat(server.send("GET", path.replaceAll("-[0-9a-f]{12}", "-000000000000"), "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_not_there_is_a_page_with_one_text() {
        var answer = browser.get("/no/such/page");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no such page, or you may not see it.", "aria-label=\"Main\"");
        assertThat(new Browser(server).get("/no/such/page").body())
                .contains("There is no such page, or you may not see it.")
                .doesNotContain("aria-label=\"Main\"");
        assertThat(browser.get("/api/no/such/route").body()).contains("\"There is no such route\"");
    }

    @Test
    void the_theme_is_that_of_the_cookie() {
        var other = new Browser(server);
        other.signIn("a@example.test", "correct horse battery");

        assertThat(other.get("/").body()).contains("data-bs-theme=\"light\" data-kt-theme=\"auto\"");
        var answer = other.post(
                "/theme",
                Map.of("theme", "dark", "formToken", other.formToken()),
                "Referer",
                "https://elsewhere.test//evil.test/x");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("kt-theme=dark; Path=/;");
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    private static List<String> files(String page) {
        var files = new ArrayList<String>();
        FILE.matcher(page).results().map(found -> found.group(1)).distinct().forEach(files::add);
        assertThat(files).hasSizeGreaterThan(5);
        return files;
    }

    private static int compressed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
