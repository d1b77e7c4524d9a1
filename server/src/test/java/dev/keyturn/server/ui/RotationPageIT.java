// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The page of a rotation without any script, with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class RotationPageIT {
    private static final String ROTATIONS = "/api/v2/secret-rotations/redis-credentials";

    private final RedisServer redis = RedisServer.start(RedisSetup.with(RedisBinary.chosen()));
    private RunningServer server;
    private Browser browser;
    private String token;
    private String project;
    private String connection;

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
        connection = server.call(token, "POST", "/api/v1/app-connections/redis", """
                        {"name":"cache","method":"username-and-password","projectId":"%s","credentials":{"host":"127.0.0.1",
                        "port":%d,"username":"%s","password":"%s","sslEnabled":false,"sslRejectUnauthorized":false}}""".formatted(
                                project,
                                redis.port(),
                                redis.setup().admin().name(),
                                redis.setup().admin().password()))
                .text("/appConnection/id");
        browser = new Browser(server);
        browser.signIn("a@example.test", "correct horse battery");
    }

    @AfterAll
    void stop() {
        server.close();
        redis.close();
    }

    private String rotation(String name) {
        return server.call(token, "POST", ROTATIONS, """
                        {"name":"%s","projectId":"%s","connectionId":"%s","environment":"dev","secretPath":"/",
                        "rotationInterval":2,"gracePeriodSeconds":3600,"parameters":{"permissionScope":"~* +@all"},
                        "secretsMapping":{"username":"%s_USER","password":"%s_PASS"}}""".formatted(name, project, connection, name, name))
                .text("/secretRotation/id");
    }

    private static String page(String id) {
        return "/projects/shop/rotations/" + id;
    }

    private HttpResponse<String> send(String path, String... fields) {
        var all = new HashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        all.put("formToken", browser.formToken());
        return browser.post(path, all);
    }

    private JsonNode credentials(String id) {
        return server.call(token, "GET", ROTATIONS + "/" + id + "/generated-credentials")
                .json()
                .path("generatedCredentials");
    }

    @Test
    void rotates_with_what_it_ends_said_before_and_shows_the_overlap() {
        String id = rotation("first");
        String before = browser.get(page(id)).body();
        HttpResponse<String> rotated = send(page(id) + "/rotate");
        HttpResponse<String> during = browser.get(page(id) + "?ask=rotate");
        HttpResponse<String> tooEarly = send(page(id) + "/rotate");
        HttpResponse<String> forced = send(page(id) + "/rotate", "force", "true");

        assertThat(before)
                .contains("v1 is published and logs in on 1 node.", "v2 will be made and proved, then published.");
        assertThat(rotated.statusCode()).isEqualTo(303);
        assertThat(during.body())
                .contains("v1 still logs in until", "nobody uses it.", "Rotate and end v1")
                .contains("name=\"force\" value=\"true\"");
        assertThat(tooEarly.statusCode()).isEqualTo(422);
        assertThat(tooEarly.body()).contains("the grace period of the previous credentials ends at");
        assertThat(forced.statusCode()).isEqualTo(303);
        assertThat(browser.get(page(id)).body()).contains("v3 is published");
    }

    @Test
    void shows_a_password_only_on_request_and_only_of_the_set_that_was_shown() {
        String id = rotation("second");
        String password = credentials(id).at("/0/password").asText();
        String shown = browser.get(page(id)).body();

        HttpResponse<String> revealed = send(page(id) + "/reveal?slot=current&version=1");
        HttpResponse<String> outdated = send(page(id) + "/reveal?slot=current&version=2");

        assertThat(shown).doesNotContain(password).contains("••••••••••••••••");
        assertThat(revealed.statusCode()).isEqualTo(200);
        assertThat(revealed.body()).contains(password);
        assertThat(revealed.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.body()).doesNotContain(password);
    }

    @Test
    void asks_for_itself_again_part_by_part() {
        String id = rotation("third");

        for (String part : List.of("badges", "banner", "timeline", "runs", "usage")) {
            String body = browser.get(page(id) + "?range=history&part=" + part).body();

            assertThat(body).contains("id=\"" + part + "\"").doesNotContain("<html");
            assertThat(body).doesNotContain("<input");
        }
    }

    @Test
    void says_what_a_run_would_do_without_doing_it() {
        String id = rotation("fourth");

        String plan = browser.get(page(id) + "/plan").body();

        assertThat(plan).contains("The next run can be made.", "ACL SETUSER");
        assertThat(credentials(id)).hasSize(1);
    }

    @Test
    void a_failed_run_says_what_still_works() {
        String id = rotation("fifth");
        browser.get(page(id));
        redis.stop();
        HttpResponse<String> failed = send(page(id) + "/rotate");
        String shown = browser.get(page(id)).body();
        redis.restart();

        assertThat(failed.statusCode()).isEqualTo(303);
        assertThat(shown).contains("Consumers are not affected:", "Rotation Failed", "Test the connection", "Next try");
    }

    @Test
    void deletes_only_what_was_typed() {
        String id = rotation("sixth");
        browser.get(page(id));

        HttpResponse<String> wrong = send(page(id) + "/delete", "name", "another");
        HttpResponse<String> deleted = send(page(id) + "/delete", "name", "sixth");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Type sixth, the name of the rotation");
        assertThat(deleted.headers().firstValue("Location")).hasValue("/projects/shop/rotations");
        assertThat(browser.get(page(id)).statusCode()).isEqualTo(404);
    }

    @Test
    void checks_and_moves() {
        String id = rotation("seventh");
        browser.get(page(id));

        HttpResponse<String> checked = send(page(id) + "/check");
        HttpResponse<String> nowhere =
                send(page(id) + "/move", "destinationEnvironment", "dev", "destinationSecretPath", "/none");
        HttpResponse<String> moved =
                send(page(id) + "/move", "destinationEnvironment", "prod", "destinationSecretPath", "/");

        assertThat(checked.statusCode()).isEqualTo(303);
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.body()).contains("/none");
        assertThat(moved.statusCode()).isEqualTo(303);
        assertThat(browser.get(page(id)).body()).contains("Production");
    }
}
