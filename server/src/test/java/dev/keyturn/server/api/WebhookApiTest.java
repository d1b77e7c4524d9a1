// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class WebhookApiTest {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer receiver;
    private RunningServer server;
    private String token;
    private String project;

    private record Received(String body, Optional<String> signature, Optional<String> delivery) {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        server = RunningServer.start(folder, Map.of("ALLOW_INTERNAL_IP_CONNECTIONS", "true"));
        token = server.bootstrap();
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                Optional.ofNullable(headers.getFirst("x-infisical-signature")),
                Optional.ofNullable(headers.getFirst("x-keyturn-delivery"))));
        exchange.sendResponseHeaders(failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 200, -1);
        exchange.close();
    }

    @BeforeEach
    void makeProject() {
        project = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}")
                .text("/project/id");
        received.clear();
        failures.set(0);
    }

    private Answer webhook(String fields) {
        return server.call(
                token,
                "POST",
                "/api/v1/webhooks",
                "{\"type\":\"general\",\"projectId\":\"%s\",\"environment\":\"dev\",\"webhookUrl\":\"http://127.0.0.1:%d/hook\"%s}"
                        .formatted(project, receiver.getAddress().getPort(), fields));
    }

    private Answer secret(String environment, String path, String name) {
        return server.call(
                token,
                "POST",
                "/api/v3/secrets/raw/" + name,
                "{\"workspaceId\":\"%s\",\"environment\":\"%s\",\"secretPath\":\"%s\",\"secretValue\":\"canary\"}"
                        .formatted(project, environment, path));
    }

    private Received next() throws InterruptedException {
        return Optional.ofNullable(received.poll(15, TimeUnit.SECONDS)).orElseThrow();
    }

    @Test
    void is_made_listed_switched_off_and_deleted_and_never_shows_its_key() {
        var made = webhook(",\"webhookSecretKey\":\"whsec-demo\",\"secretPath\":\"/**\"");
        var id = made.text("/webhook/id");
        var listed = server.call(token, "GET", "/api/v1/webhooks?projectId=%s&environment=dev".formatted(project));
        var changed = server.call(
                token,
                "PATCH",
                "/api/v1/webhooks/" + id,
                "{\"isDisabled\":true,\"eventsFilter\":[{\"eventName\":\"secrets.modified\"}]}");
        var reset = server.call(token, "PATCH", "/api/v1/webhooks/" + id, "{\"eventsFilter\":null}");
        var deleted = server.call(token, "DELETE", "/api/v1/webhooks/" + id, "{}");

        assertThat(made.status()).as(made.response().body()).isEqualTo(200);
        assertThat(listed.text("/webhooks/0/id")).isEqualTo(id);
        assertThat(listed.text("/webhooks/0/secretPath")).isEqualTo("/**");
        assertThat(listed.text("/webhooks/0/url")).endsWith("/hook");
        assertThat(listed.response().body()).doesNotContain("whsec-demo");
        assertThat(changed.json().at("/webhook/isDisabled").asBoolean()).isTrue();
        assertThat(changed.text("/webhook/eventsFilter/0/eventName")).isEqualTo("secrets.modified");
        assertThat(reset.json().at("/webhook/eventsFilter").isNull()).isTrue();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(server.call(token, "DELETE", "/api/v1/webhooks/" + id).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.test/",
                "http://",
                "hooks",
                "http://user:secret@a.test/",
                "http://a.test/#x",
                "http://ä.test/",
                "http://a.test:99999/",
                "http://a.test/ b"
            })
    void an_address_that_cannot_be_called_is_refused(String url) {
        var answer = server.call(
                token,
                "POST",
                "/api/v1/webhooks",
                "{\"type\":\"general\",\"projectId\":\"%s\",\"environment\":\"dev\",\"webhookUrl\":\"%s\"}"
                        .formatted(project, url));

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void a_metadata_address_is_refused_at_once() {
        var answer = server.call(
                token,
                "POST",
                "/api/v1/webhooks",
                "{\"type\":\"general\",\"projectId\":\"%s\",\"environment\":\"dev\",\"webhookUrl\":\"http://169.254.169.254/\"}"
                        .formatted(project));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).contains("KEYTURN_ALLOWED_NETWORKS");
    }

    @Test
    void a_test_call_is_made_at_once_and_its_result_shown() throws InterruptedException {
        var id = webhook(",\"webhookSecretKey\":\"whsec-demo\"").text("/webhook/id");

        var good = server.call(token, "POST", "/api/v1/webhooks/" + id + "/test", "");
        var call = next();
        failures.set(1);
        var bad = server.call(token, "POST", "/api/v1/webhooks/" + id + "/test");

        assertThat(good.text("/webhook/lastStatus")).isEqualTo("success");
        assertThat(call.body()).startsWith("{\"event\":\"test\",\"project\":{\"projectId\":\"" + project);
        assertThat(call.signature().orElseThrow()).matches("t=\\d{13};[0-9a-f]{64}");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.text("/webhook/lastStatus")).isEqualTo("failed");
        assertThat(bad.text("/webhook/lastRunErrorMessage")).contains("status 500");
    }

    @Test
    void changed_secrets_are_told_without_their_values_and_tried_again_until_they_are_taken() throws Exception {
        var id = webhook("").text("/webhook/id");
        failures.set(1);

        secret("prod", "/", "ELSEWHERE");
        secret("dev", "/", "KEY");
        var first = next();
        var second = next();

        assertThat(first.body())
                .contains("\"event\":\"secrets.modified\"", "\"environment\":\"dev\"", "\"secretPath\":\"/\"")
                .doesNotContain("canary");
        assertThat(first.signature()).isEmpty();
        assertThat(second).isEqualTo(first);
        assertThat(List.of("success", "failed")).contains(lastStatus(id));
    }

    private String lastStatus(String id) {
        var all = server.call(token, "GET", "/api/v1/webhooks?projectId=" + project);
        assertThat(all.text("/webhooks/0/id")).isEqualTo(id);
        return all.text("/webhooks/0/lastStatus");
    }

    @Test
    void only_admins_of_the_project_may() {
        var identity = server.call(
                        token,
                        "POST",
                        "/api/v1/identities",
                        "{\"name\":\"m\",\"organizationId\":\"%s\",\"role\":\"member\"}".formatted(organization()))
                .text("/identity/id");
        server.call(
                token,
                "POST",
                "/api/v1/projects/%s/identity-memberships/%s".formatted(project, identity),
                "{\"role\":\"member\"}");
        server.call(token, "POST", "/api/v1/auth/universal-auth/identities/" + identity, "{}");
        var secret = server.call(
                token, "POST", "/api/v1/auth/universal-auth/identities/" + identity + "/client-secrets", "{}");
        var clientId = server.call(token, "GET", "/api/v1/auth/universal-auth/identities/" + identity)
                .text("/identityUniversalAuth/clientId");
        var member = server.call(
                        "",
                        "POST",
                        "/api/v1/auth/universal-auth/login",
                        "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}"
                                .formatted(clientId, secret.text("/clientSecret")))
                .text("/accessToken");
        var id = webhook("").text("/webhook/id");

        assertThat(server.call(member, "GET", "/api/v1/webhooks?projectId=" + project)
                        .status())
                .isEqualTo(403);
        assertThat(server.call(member, "POST", "/api/v1/webhooks/" + id + "/test")
                        .status())
                .isEqualTo(403);
        assertThat(server.call(member, "GET", "/api/v1/organization/audit-logs?projectId=" + project)
                        .status())
                .isEqualTo(403);
        assertThat(server.call(member, "GET", "/api/v1/organization/audit-logs").status())
                .isEqualTo(403);
    }

    private String organization() {
        return server.call(token, "GET", "/api/v1/identities").text("/identities/0/orgId");
    }
}
