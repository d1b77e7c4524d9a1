// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
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
class AuditApiTest {
    private static final String LOGS = "/api/v1/organization/audit-logs";

    private RunningServer server;
    private String token;
    private String project;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder);
        token = server.bootstrap();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void makeProject() {
        project = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}")
                .text("/project/id");
    }

    private Answer logs(String query) {
        return server.call(token, "GET", LOGS + "?projectId=" + project + query);
    }

    private static List<String> types(Answer answer) {
        return StreamSupport.stream(answer.json().at("/auditLogs").spliterator(), false)
                .map(event -> event.at("/event/type").asText())
                .toList();
    }

    private void secret(String method, String name) {
        var answer = server.call(
                token,
                method,
                "/api/v3/secrets/raw/" + name,
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"canary-value\"}".formatted(project));
        assertThat(answer.status()).isLessThan(500);
    }

    @Test
    void a_change_is_told_before_its_answer_is_read_with_who_did_what_from_where() {
        secret("POST", "KEY");

        JsonNode event = logs("&limit=1").json().at("/auditLogs/0");

        assertThat(event.at("/event/type").asText()).isEqualTo("create-secret");
        assertThat(event.at("/projectId").asText()).isEqualTo(project);
        assertThat(event.at("/actor/type").asText()).isEqualTo("identity");
        assertThat(event.at("/actor/metadata/identityId").asText()).isNotEmpty();
        assertThat(event.at("/event/metadata/environment").asText()).isEqualTo("dev");
        assertThat(event.at("/event/metadata/secretKeys/0").asText()).isEqualTo("KEY");
        assertThat(event.at("/ipAddress").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/userAgent").asText()).startsWith("Java-http-client");
        assertThat(event.toString()).doesNotContain("canary-value");
    }

    @Test
    void what_was_refused_is_not_told() {
        secret("POST", "KEY");
        secret("POST", "KEY");
        secret("DELETE", "NONE");

        assertThat(types(logs(""))).containsOnlyOnce("create-secret").doesNotContain("delete-secret");
    }

    @Test
    void a_login_is_told_as_the_identity_s_and_a_failed_one_as_failed() {
        var identity = server.call(
                        token,
                        "POST",
                        "/api/v1/identities",
                        "{\"name\":\"deploy\",\"organizationId\":\"%s\"}"
                                .formatted(server.call(token, "GET", "/api/v1/identities")
                                        .text("/identities/0/orgId")))
                .text("/identity/id");
        var auth = "/api/v1/auth/universal-auth/identities/" + identity;
        var clientId = server.call(token, "POST", auth, "{}").text("/identityUniversalAuth/clientId");
        var secret = server.call(token, "POST", auth + "/client-secrets", "{}").text("/clientSecret");
        var login = "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}";

        server.call("", "POST", "/api/v1/auth/universal-auth/login", login.formatted(clientId, "wrong"));
        server.call("", "POST", "/api/v1/auth/universal-auth/login", login.formatted(clientId, secret));
        var told = server.call(token, "GET", LOGS + "?actor=" + identity);
        var failed = server.call(token, "GET", LOGS + "?eventType=login-identity-universal-auth-failed");

        assertThat(types(told)).containsExactly("login-identity-universal-auth");
        assertThat(failed.text("/auditLogs/0/event/metadata/identityId")).isEqualTo(identity);
        assertThat(failed.text("/auditLogs/0/actor/type")).isEqualTo("platform");
        assertThat(told.response().body()).doesNotContain(secret);
    }

    @Test
    void pages_follow_one_another_without_gap() {
        List.of("A", "B", "C").forEach(name -> secret("POST", name));

        var first = logs("&eventType=create-secret&limit=2");
        var second = logs("&eventType=create-secret&limit=2&cursor=" + first.text("/nextCursor"));

        assertThat(first.text("/auditLogs/0/event/metadata/name")).isEqualTo("C");
        assertThat(types(first)).hasSize(2);
        assertThat(types(second)).hasSize(1);
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
    }

    @Test
    void filters_narrow_the_answer() {
        secret("POST", "KEY");
        secret("PATCH", "KEY");

        assertThat(types(logs("&eventType=update-secret"))).containsExactly("update-secret");
        assertThat(types(logs("&eventType=update-secret,create-secret"))).hasSize(2);
        assertThat(types(logs("&actor=platform"))).isEmpty();
        assertThat(types(logs("&endDate=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(types(logs("&startDate=2020-01-01T00:00:00.000Z"))).contains("create-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "cursor=x", "startDate=yesterday", "endDate=2026"})
    void a_query_that_makes_no_sense_is_refused(String query) {
        assertThat(logs("&" + query).status()).isEqualTo(422);
    }

    @Test
    void the_whole_log_streams_as_lines_of_json_oldest_first() {
        secret("POST", "A");
        secret("POST", "B");

        var export = server.call(token, "GET", LOGS + "/export?projectId=" + project);
        var lines = export.response().body().lines().toList();

        assertThat(export.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/x-ndjson");
        assertThat(lines.getFirst()).contains("create-project");
        assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void the_chain_is_whole() {
        var chain = server.call(token, "GET", LOGS + "/chain");

        assertThat(chain.text("/state")).isEqualTo("whole");
        assertThat(chain.json().at("/firstBadId").isNull()).isTrue();
        assertThat(chain.text("/checkedAt")).endsWith("Z");
    }
}
