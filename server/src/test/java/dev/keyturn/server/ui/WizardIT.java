// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.targets.redis.RedisDriver;
import dev.keyturn.testkit.redis.RedisBinary;
import dev.keyturn.testkit.redis.RedisServer;
import dev.keyturn.testkit.redis.RedisSetup;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The six steps and the pages of connections without any script, with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class WizardIT {
    private static final String NEW = "/projects/shop/rotations/new";

    private final RedisServer redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
    private RunningServer server;
    private Browser browser;
    private String token;
    private String project;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(
                folder, Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"), List.of(new RedisDriver()));
        token = server.bootstrap();
        project = server.call(
                        token,
                        "POST",
                        "/api/v2/workspace",
                        "{\"projectName\":\"Shop\",\"type\":\"secret-manager\",\"slug\":\"shop\"}")
                .text("/project/id");
        browser = new Browser(server);
        browser.signIn("a@example.test", "correct horse battery");
    }

    @AfterAll
    void stop() {
        server.close();
        redis.close();
    }

    private HttpResponse<String> send(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("formToken", browser.formToken());
        return browser.post(path, all);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String draft(String address) {
        var found = Pattern.compile("draft=([0-9a-f-]+)").matcher(address);
        assertThat(found.find()).as(address).isTrue();
        return found.group(1);
    }

    private Map<String, String> connection(String name) {
        return Map.of(
                "app",
                "redis",
                "name",
                name,
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(redis.port()),
                "username",
                redis.setup().admin().name(),
                "password",
                redis.setup().admin().password());
    }

    private Map<String, String> with(Map<String, String> fields, String... more) {
        var all = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private String begin() {
        browser.get(NEW + "?environment=dev&path=%2F");
        return draft(location(
                send(NEW, Map.of("step", "type", "type", "redis-credentials", "environment", "dev", "path", "/"))));
    }

    private HttpResponse<String> step(String draft, String step, String action, String... fields) {
        return send(NEW, with(Map.of("draft", draft, "step", step, "action", action), fields));
    }

    @Test
    void makes_a_rotation_in_six_steps_to_a_credential_that_logs_in() {
        String draft = begin();
        String away =
                location(step(draft, "configuration", "connect", "interval", "7", "at", "03:15", "rhythm", "days"));
        assertThat(away).startsWith("/connections/new?app=redis");
        assertThat(browser.get(away).body()).contains("ACL SETUSER keyturn on &gt;PASSWORD");
        String back =
                location(send("/connections/new", with(connection("six-steps"), "backTo", "shop", "draft", draft)));
        var returned = browser.get(back).body();
        assertThat(returned)
                .contains("value=\"7\"", "six-steps")
                .containsPattern("<option value=\"[0-9a-f-]+\" selected>six-steps");
        var chosen = Pattern.compile("<option value=\"([0-9a-f-]+)\" selected>six-steps")
                .matcher(returned);
        assertThat(chosen.find()).isTrue();

        String parameters = location(step(
                draft,
                "configuration",
                "next",
                "connectionId",
                chosen.group(1),
                "automatic",
                "on",
                "interval",
                "7",
                "at",
                "03:15",
                "rhythm",
                "days"));
        assertThat(browser.get(parameters).body()).contains("may touch every key", "a fresh one, never used");
        String mappings = location(step(
                draft,
                "parameters",
                "next",
                "scope",
                "~app:* +@read",
                "length",
                "40",
                "digits",
                "1",
                "lowercase",
                "1",
                "uppercase",
                "1",
                "symbols",
                "0"));
        assertThat(browser.get(mappings).body()).contains("REDIS_USERNAME");
        location(step(draft, "mappings", "next", "mapUsername", "SIX_USERNAME", "mapPassword", "SIX_PASSWORD"));
        String review = location(step(draft, "details", "next", "name", "six", "description", ""));
        assertThat(browser.get(review).body())
                .contains("Create Secret Rotation", "ACL SETUSER", "SIX_USERNAME and SIX_PASSWORD appear as v1");
        String made = location(step(draft, "review", "create"));

        assertThat(made).matches("/projects/shop/rotations/[0-9a-f-]{36}\\?created=1");
        assertThat(browser.get(made).body())
                .contains("<b>v1 is published.</b>", "/active-credentials", "q=SIX_PASSWORD")
                .doesNotContain(secret("SIX_PASSWORD"));
        String user = secret("SIX_USERNAME");
        assertThat(redis.accepts(user, secret("SIX_PASSWORD"))).isTrue();
        assertThat(location(browser.get(NEW + "?draft=" + draft))).endsWith("gone=1");
    }

    private String secret(String name) {
        return server.call(token, "GET", "/api/v3/secrets/raw/" + name + "?workspaceId=" + project + "&environment=dev")
                .text("/secret/secretValue");
    }

    @Test
    void says_what_is_wrong_at_its_field_and_keeps_what_was_typed() {
        String draft = begin();

        var refused = step(
                draft, "configuration", "next", "interval", "0", "at", "03:15", "rhythm", "cron", "cron", "not cron");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"f-interval-error\"", "id=\"f-cron-error\"", "value=\"not cron\"");
        assertThat(browser.get(NEW + "?draft=" + draft + "&step=review").body())
                .as("a step that was not reached")
                .contains("value=\"not cron\"");
    }

    @Test
    void keeps_a_draft_from_other_sessions() {
        String draft = begin();
        var other = new Browser(server);
        other.signIn("a@example.test", "correct horse battery");

        assertThat(location(other.get(NEW + "?draft=" + draft))).endsWith("gone=1");
    }

    @Test
    void explains_a_scope_while_it_is_typed() {
        String draft = begin();

        var words = send(
                NEW + "/preview",
                Map.of("draft", draft, "step", "parameters", "part", "scope", "scope", "~app:* >s3cret +config|get"));

        assertThat(words.body())
                .contains("may touch keys that begin with app:", "may read requirepass", "refused:")
                .doesNotContain("s3cret", "<html");
    }

    @Test
    void tests_a_connection_without_storing_it_and_saves_what_logs_in() {
        browser.get("/connections/new?app=redis");
        var tested = send("/connections/new", with(connection("tried"), "action", "test"));
        var refused = send("/connections/new", with(connection("tried"), "password", "wrong-word"));

        assertThat(tested.body())
                .contains("Test result", "nothing stored")
                .doesNotContain(redis.setup().admin().password());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("connection test failed").doesNotContain("wrong-word");
        assertThat(browser.get("/connections").body()).doesNotContain("tried");
        String stored = location(send("/connections/new", connection("tried")));
        assertThat(browser.get(stored + "?part=login").body())
                .contains("Logs in")
                .doesNotContain("<html");
        assertThat(browser.get("/connections").body()).contains("tried", "Logs in", "plain text", "not used");
        location(send(
                stored,
                Map.of(
                        "name",
                        "renamed",
                        "host",
                        "127.0.0.1",
                        "port",
                        Integer.toString(redis.port()),
                        "username",
                        redis.setup().admin().name())));
        assertThat(browser.get(stored).body()).contains("renamed");
        location(send(stored + "/delete", Map.of()));
        assertThat(browser.get("/connections").body()).doesNotContain("renamed");
    }

    @Test
    void says_which_right_is_missing_to_change_a_connection() {
        browser.get("/connections/new?app=redis");
        String stored = location(send("/connections/new", connection("for-all")));
        server.call(
                token,
                "POST",
                "/api/v1/users",
                "{\"email\":\"m@example.test\",\"password\":\"correct horse battery\",\"role\":\"member\"}");
        var member = new Browser(server);
        member.signIn("m@example.test", "correct horse battery");

        assertThat(member.get(stored).body()).contains("Needs an administrator of the organisation");
        assertThat(browser.get(stored).body()).doesNotContain("Needs an administrator");
        assertThat(member.get("/connections/new?app=redis").body()).doesNotContain("every project of the organisation");
    }

    @Test
    void edits_a_rotation_on_one_page() {
        browser.get("/connections/new?app=redis");
        String connection =
                location(send("/connections/new", connection("edited"))).replace("/connections/", "");
        String id = server.call(
                        token, "POST", "/api/v2/secret-rotations/redis-credentials", """
                            {"name":"to-edit","projectId":"%s","connectionId":"%s","environment":"dev","secretPath":"/","rotationInterval":2,
                            "parameters":{"permissionScope":"~* +@all"},"secretsMapping":{"username":"EDIT_U","password":"EDIT_P"}}\
                            """.formatted(project, connection))
                .text("/secretRotation/id");
        String edit = "/projects/shop/rotations/" + id + "/edit";

        var page = browser.get(edit).body();
        var fields = new HashMap<>(Map.of(
                "name",
                "edited",
                "interval",
                "0",
                "at",
                "00:00",
                "rhythm",
                "days",
                "scope",
                "~a +get",
                "length",
                "48"));
        fields.putAll(Map.of(
                "digits",
                "1",
                "lowercase",
                "1",
                "uppercase",
                "1",
                "symbols",
                "0",
                "mapUsername",
                "EDIT_U",
                "mapPassword",
                "EDIT_P2"));
        var refused = send(edit, fields);
        fields.put("interval", "9");

        assertThat(page).contains("Edit to-edit", "Use another connection");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"f-interval-error\"", "value=\"EDIT_P2\"");
        assertThat(location(send(edit, fields))).isEqualTo("/projects/shop/rotations/" + id);
        var changed = server.call(token, "GET", "/api/v2/secret-rotations/redis-credentials/" + id);
        assertThat(changed.json().at("/secretRotation/rotationInterval").asInt())
                .isEqualTo(9);
        assertThat(changed.text("/secretRotation/name")).isEqualTo("edited");
        assertThat(changed.text("/secretRotation/secretsMapping/password")).isEqualTo("EDIT_P2");
        assertThat(changed.text("/secretRotation/parameters/permissionScope")).isEqualTo("~a +get");
    }
}
