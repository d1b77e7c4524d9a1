// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Secrets, projects, webhooks, identities and the audit log, as a browser without script uses them.
@TestInstance(Lifecycle.PER_CLASS)
class ListPagesTest {
    private static final String SECRETS = "/projects/shop/dev/secrets";
    private static final String VALUE = "v4lue-that-n0body-may-see";

    private RunningServer server;
    private String token;
    private Browser browser;
    private String project;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder, Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"));
        token = server.bootstrap();
        browser = new Browser(server);
        browser.signIn("a@example.test", "correct horse battery");
        project = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\",\"slug\":\"shop\"}")
                .text("/project/id");
        browser.get(SECRETS);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void the_one_project_is_entered_at_once_unless_another_is_to_be_made() {
        assertThat(location(browser.get("/projects"))).isEqualTo("/projects/shop/dev/secrets?path=/");
        assertThat(browser.get("/projects?ask=project").body()).contains("Create a project", "name=\"projectName\"");
        assertThat(browser.get("/projects/shop/rotations").body()).contains("No rotation yet");
    }

    @Test
    void a_secret_is_made_shown_on_request_alone_changed_and_deleted() {
        assertThat(location(post(SECRETS + "/add-secret?path=/", Map.of("secretName", "A/B", "secretValue", VALUE))))
                .isEqualTo(SECRETS + "?path=/");

        var page = browser.get(SECRETS);
        assertThat(page.body()).contains("A/B", "••••••••••••••••").doesNotContain(VALUE);
        var revealed = post(SECRETS + "/reveal?path=/&name=A%2FB", Map.of(), "X-Keyturn-Reveal", "1");
        assertThat(revealed.body()).isEqualTo(VALUE);
        assertThat(revealed.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(location(post(
                        SECRETS + "/edit-secret?path=/&name=A%2FB",
                        Map.of("newSecretName", "C", "secretValue", "", "secretComment", "kept"))))
                .isEqualTo(SECRETS + "?path=/");
        assertThat(post(SECRETS + "/reveal?path=/&name=C", Map.of(), "X-Keyturn-Reveal", "1")
                        .body())
                .isEqualTo(VALUE);
        assertThat(post(SECRETS + "/delete-secret?path=/&name=C", Map.of("confirm", "c"))
                        .body())
                .contains("Type C to delete it; nothing was deleted.", "kept");
        assertThat(location(post(SECRETS + "/delete-secret?path=/&name=C", Map.of("confirm", "C"))))
                .isEqualTo(SECRETS + "?path=/");
        assertThat(browser.get("/audit?event=secrets").body())
                .contains("Secret created", "Secret changed", "Secret deleted");
    }

    @Test
    void what_the_api_refuses_stands_at_its_field_with_what_was_typed() {
        var answer = post(SECRETS + "/add-folder?path=/", Map.of("name", "a b", "description", "mine"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("A folder name has 1 to 64 letters, digits, hyphens and underscores", "value=\"a b\"")
                .contains("value=\"mine\"", "aria-invalid=\"true\"");
        assertThat(post(SECRETS + "/add-secret?path=/", Map.of("secretName", "", "secretValue", VALUE))
                        .body())
                .contains("A secret needs a name")
                .doesNotContain(VALUE);
    }

    @Test
    void a_folder_has_its_own_page_and_a_path_without_one_has_none() {
        post(SECRETS + "/add-folder?path=/", Map.of("name", "billing"));
        post(SECRETS + "/add-secret?path=/billing", Map.of("secretName", "INSIDE", "secretValue", VALUE));

        assertThat(browser.get(SECRETS + "?path=/").body()).contains(">billing</a>");
        assertThat(browser.get(SECRETS + "?path=/billing").body()).contains("INSIDE", ">/billing</span>");
        assertThat(browser.get(SECRETS + "?path=/billing&q=nothing").body()).contains("No secret matches “nothing”");
        assertThat(browser.get(SECRETS + "?path=/elsewhere").statusCode()).isEqualTo(404);
        assertThat(browser.get("/projects/none/dev/secrets").statusCode()).isEqualTo(404);
    }

    @Test
    void every_question_of_every_page_is_drawn() {
        post(SECRETS + "/add-secret?path=/", Map.of("secretName", "ASKED", "secretValue", VALUE));
        for (var ask : new String[] {
            SECRETS + "?path=/&ask=add-secret",
            SECRETS + "?path=/&ask=edit-secret&name=ASKED",
            SECRETS + "?path=/&ask=delete-secret&name=ASKED",
            SECRETS + "?path=/&ask=add-folder",
            "/projects/shop/settings?ask=add-environment",
            "/projects/shop/settings?ask=add-member",
            "/projects/shop/settings?ask=add-role",
            "/projects/shop/settings?ask=delete-project",
            "/projects/shop/webhooks?ask=add",
            "/identities?ask=add-machine",
            "/identities?ask=add-person",
        }) {
            var page = browser.get(ask);
            assertThat(page.statusCode()).as(ask).isEqualTo(200);
            assertThat(page.body()).as(ask).contains("<dialog").doesNotContain(VALUE, " style=");
        }
    }

    @Test
    void a_client_secret_is_shown_once() {
        var open = location(post("/identities/add-machine", Map.of("name", "robot", "role", "no-access")));
        var id = open.substring(open.indexOf('=') + 1);
        post("/identities/add-auth?open=" + id + "&id=" + id, Map.of());

        var made = post("/identities/add-secret?open=" + id + "&id=" + id, Map.of("description", "ci", "days", "30"));

        var secret = found(made.body(), "client secret\"");
        assertThat(secret).matches("[0-9a-f]{64}");
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(browser.get(open).body())
                .contains("usable", secret.substring(0, 4))
                .doesNotContain(secret);
        assertThat(post("/identities/delete-machine?id=" + id, Map.of("confirm", "other"))
                        .body())
                .contains("Type robot to delete it");
    }

    @Test
    void a_project_has_environments_members_and_roles_of_its_own() {
        var settings = "/projects/shop/settings";
        post(settings + "/add-environment", Map.of("name", "Testing", "slug", "testing"));
        post(
                settings + "/add-role",
                new TreeMap<>(Map.of(
                        "name", "Readers",
                        "slug", "readers",
                        "may.secrets.describeSecret", "on",
                        "may.webhooks.read", "on",
                        "onlyEnvironment", "testing",
                        "onlyFolders", "/team/**")));

        assertThat(browser.get(settings).body())
                .contains(">Testing</a>", "Readers")
                .contains("secrets: describeSecret where environment is testing and folder is like /team/**")
                .contains("webhooks: read<");
        assertThat(post(settings + "/add-environment", Map.of("name", "Testing", "slug", "testing"))
                        .body())
                .contains("The project has an environment with the slug \"testing\" already");
    }

    @Test
    void a_webhook_whose_receiver_does_not_answer_says_so_on_the_page() {
        post(
                "/projects/shop/webhooks/add",
                new TreeMap<>(Map.of(
                        "webhookUrl", "http://127.0.0.1:1/hook",
                        "type", "general",
                        "environment", "dev",
                        "secretPath", "/",
                        "event.secrets.rotation-failed", "on")));

        var page = browser.get("/projects/shop/webhooks").body();

        assertThat(page).contains("http://127.0.0.1:1/hook", "Not called yet", "secrets.rotation-failed");
        var id = found(page, "webhooks/test\\?id=");
        assertThat(post("/projects/shop/webhooks/test?id=" + id, Map.of()).body())
                .contains("was not delivered");
        assertThat(location(post("/projects/shop/webhooks/off?id=" + id, Map.of())))
                .isEqualTo("/projects/shop/webhooks");
        assertThat(browser.get("/projects/shop/webhooks").body()).contains("Switched off");
    }

    @Test
    void the_log_says_who_did_what_and_whether_it_is_whole() {
        server.call(token, "POST", "/api/v1/folders", """
                {"projectId": "%s", "environment": "dev", "name": "told"}""".formatted(project));

        assertThat(browser.get("/audit").body()).contains("Folder created", "/told", "Check the chain");
        assertThat(browser.get("/audit?project=shop&actor=user&from=2001-01-01&to=2001-01-02")
                        .body())
                .contains("No entry fits the filter");
        assertThat(browser.get("/audit/chain").body()).contains("Chain whole");
    }

    @Test
    void who_is_no_admin_sees_no_identities_and_only_what_the_project_allows() {
        server.call(token, "POST", "/api/v1/users", """
                {"email": "v@example.test", "password": "correct horse battery", "role": "no-access"}""");
        var viewer = new Browser(server);
        viewer.signIn("v@example.test", "correct horse battery");

        assertThat(viewer.get("/identities").statusCode()).isEqualTo(404);
        assertThat(viewer.get("/audit").statusCode()).isEqualTo(404);
        assertThat(viewer.get(SECRETS).statusCode()).isEqualTo(404);
        assertThat(viewer.get("/projects").body()).contains("No project yet");
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        var all = new TreeMap<>(fields);
        all.put("formToken", browser.formToken());
        return browser.post(path, all, headers);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse(answer.statusCode() + " " + answer.body());
    }

    /// The id or value that stands at a place of the page.
    private static String found(String page, String before) {
        var pattern = before.endsWith("\"")
                ? "data-kt-copy=\"([^\"]*)\" aria-label=\"Copy " + before
                : before + "([0-9a-f-]{36})";
        var match = Pattern.compile(pattern).matcher(page);
        assertThat(match.find()).as(before).isTrue();
        return match.group(1);
    }
}
