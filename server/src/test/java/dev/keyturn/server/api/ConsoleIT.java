// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.ui.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// The console over rotations of a real Redis: what open pages hear, and what the frame knows.
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleIT {
    private static final String PASSWORD = "correct horse battery";

    private RotationWorld world;
    private Browser admin;
    private String rotation;

    @BeforeAll
    void start() {
        world = new RotationWorld();
        rotation = world.rotation();
        admin = new Browser(world.server());
        admin.signIn("a@example.test", PASSWORD);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    @Timeout(60)
    void an_open_page_hears_the_name_of_what_changed_if_its_visitor_may_read_it() throws Exception {
        world.post("/api/v1/users", """
                {"email":"stranger@example.test","password":"%s","role":"member"}""".formatted(PASSWORD));
        var stranger = new Browser(world.server());
        stranger.signIn("stranger@example.test", PASSWORD);
        try (var client = HttpClient.newHttpClient();
                var heard = events(client, admin);
                var overheard = events(client, stranger)) {
            var lines = heard.iterator();
            var others = overheard.iterator();
            assertThat(lines.next()).startsWith("retry:");
            assertThat(others.next()).startsWith("retry:");

            assertThat(world.rotate(rotation).status()).isEqualTo(200);

            assertThat(until(lines, "data: -"::equals)).contains("event: rotation", "data: " + rotation);
            assertThat(until(others, "data: -"::equals))
                    .contains("event: overview")
                    .doesNotContain("event: rotation", "data: " + rotation);
        }
    }

    @Test
    void nobody_hears_anything_without_a_session() {
        assertThat(new Browser(world.server()).get("/ui/events").statusCode()).isEqualTo(204);
    }

    @Test
    void the_menu_has_the_project_and_what_the_visitor_may_see() {
        var page = admin.get("/").body();

        assertThat(page).contains("/rotations\"", "/webhooks\"", ">Identities<", ">Audit log<", "/secrets\"");
    }

    @Test
    void what_a_page_asks_for_by_itself_is_not_told_to_the_audit_log() {
        var before = reads();
        admin.get("/");

        assertThat(reads()).isEqualTo(before);
    }

    @Test
    void what_a_person_does_is_told_as_theirs() {
        world.post("/api/v1/users", """
                {"email":"second@example.test","password":"%s","role":"admin"}""".formatted(PASSWORD));
        var second = new Browser(world.server());
        second.signIn("second@example.test", PASSWORD);
        second.get("/settings");

        var answer = second.post(
                "/settings/password",
                Map.of("password", "another long one", "again", "another long one", "formToken", second.formToken()));

        assertThat(answer.headers().firstValue("Location")).contains("/login");
        var event = world.get("/api/v1/organization/audit-logs?limit=1&eventType=update-user")
                .json()
                .at("/auditLogs/0");
        assertThat(event.at("/actor/type").asText()).isEqualTo("user");
        assertThat(event.at("/actor/metadata/email").asText()).isEqualTo("second@example.test");
        assertThat(second.isSignedIn()).isFalse();
    }

    private long reads() {
        var all = world.get("/api/v1/organization/audit-logs?limit=100").json().path("auditLogs");
        var count = 0L;
        for (var event : all) {
            count += event.path("actor").path("type").asText().equals("user")
                            && event.path("event").path("type").asText().startsWith("get-")
                    ? 1
                    : 0;
        }
        return count;
    }

    private Stream<String> events(HttpClient client, Browser browser) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.server().address() + "/ui/events"))
                .header("Cookie", browser.cookie())
                .build();
        HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.body();
    }

    private static List<String> until(Iterator<String> lines, Predicate<String> last) {
        var seen = new ArrayList<String>();
        do {
            seen.add(lines.next());
        } while (!last.test(seen.getLast()));
        return seen;
    }
}
