// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How secrets are read and written over HTTP, on any store.
@TestInstance(Lifecycle.PER_CLASS)
abstract class SecretApiCases {
    private RunningServer server;
    private String token;
    private String project;

    /// What the server is told about a store that is empty.
    abstract Map<String, String> store();

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder, store());
        token = server.bootstrap();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void makeProject() {
        project = server.call(
                        token, "POST", "/api/v2/workspace", "{\"projectName\":\"Shop\",\"type\":\"secret-manager\"}")
                .text("/project/id");
    }

    private Answer write(String method, String name, String fields) {
        return server.call(
                token,
                method,
                "/api/v3/secrets/raw/" + name,
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\"%s}".formatted(project, fields));
    }

    private Answer read(String path) {
        var separator = path.contains("?") ? "&" : "?";
        return server.call(token, "GET", path + separator + "workspaceId=%s&environment=dev".formatted(project));
    }

    @Test
    void a_secret_is_made_read_changed_and_deleted() {
        var made = write("POST", "KEY", ",\"secretValue\":\"one\",\"secretComment\":\"c\",\"unknown\":1");
        var changed = write("PATCH", "KEY", ",\"secretValue\":\"two\"");
        var read = read("/api/v3/secrets/raw/KEY");
        var first = read("/api/v3/secrets/raw/KEY?version=1");
        var deleted = write("DELETE", "KEY", "");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().at("/secret/version").asInt()).isEqualTo(1);
        assertThat(made.text("/secret/_id")).isEqualTo(made.text("/secret/id"));
        assertThat(made.text("/secret/workspace")).isEqualTo(project);
        assertThat(changed.json().at("/secret/version").asInt()).isEqualTo(2);
        assertThat(read.text("/secret/secretValue")).isEqualTo("two");
        assertThat(read.text("/secret/secretComment")).isEqualTo("c");
        assertThat(first.text("/secret/secretValue")).isEqualTo("one");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(read("/api/v3/secrets/raw/KEY").status()).isEqualTo(404);
    }

    @Test
    void a_slash_is_part_of_a_name() {
        write("POST", "A%2FB", ",\"secretValue\":\"x\"");

        assertThat(read("/api/v3/secrets/raw/A%2FB?secretName=x&includeImports=true")
                        .text("/secret/secretKey"))
                .isEqualTo("A/B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%3Ab", "%20a", "a%20", "a%00b"})
    void a_name_that_is_none_is_refused_on_writing_and_not_found_on_reading(String name) {
        assertThat(write("POST", name, ",\"secretValue\":\"x\"").status()).isEqualTo(422);
        assertThat(read("/api/v3/secrets/raw/" + name).status()).isEqualTo(404);
    }

    @Test
    void a_name_that_is_taken_is_refused() {
        write("POST", "KEY", ",\"secretValue\":\"x\"");

        assertThat(write("POST", "KEY", ",\"secretValue\":\"y\"").status()).isEqualTo(400);
    }

    @Test
    void a_rename_keeps_the_id() {
        var made = write("POST", "OLD", ",\"secretValue\":\"x\"");

        var renamed = write("PATCH", "OLD", ",\"newSecretName\":\"NEW\"");

        assertThat(renamed.text("/secret/secretKey")).isEqualTo("NEW");
        assertThat(renamed.text("/secret/id")).isEqualTo(made.text("/secret/id"));
        assertThat(renamed.text("/secret/secretValue")).isEqualTo("x");
    }

    @Test
    void a_value_is_hidden_on_request() {
        write("POST", "KEY", ",\"secretValue\":\"canary\"");

        var read = read("/api/v3/secrets/raw/KEY?viewSecretValue=false");

        assertThat(read.json().at("/secret/secretValueHidden").asBoolean()).isTrue();
        assertThat(read.response().body()).doesNotContain("canary");
    }

    @Test
    void references_are_expanded_on_request_and_loops_are_left() {
        write("POST", "HOST", ",\"secretValue\":\"db\"");
        write("POST", "URL", ",\"secretValue\":\"pg://${HOST}/${dev.HOST}/${none}\"");
        write("POST", "LOOP", ",\"secretValue\":\"${LOOP}\"");

        assertThat(read("/api/v3/secrets/raw/URL").text("/secret/secretValue")).contains("${HOST}");
        assertThat(read("/api/v3/secrets/raw/URL?expandSecretReferences=true").text("/secret/secretValue"))
                .isEqualTo("pg://db/db/${none}");
        assertThat(read("/api/v4/secrets/URL").text("/secret/secretValue")).isEqualTo("pg://db/db/${none}");
        assertThat(read("/api/v4/secrets/LOOP").text("/secret/secretValue")).isEqualTo("${LOOP}");
    }

    @Test
    void a_list_may_go_into_the_folders_below() {
        server.call(
                token,
                "POST",
                "/api/v1/folders",
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"name\":\"sub\"}".formatted(project));
        write("POST", "TOP", ",\"secretValue\":\"1\"");
        write("POST", "DEEP", ",\"secretValue\":\"2\",\"secretPath\":\"/sub/\"");

        assertThat(read("/api/v3/secrets/raw?recursive=").json().at("/secrets")).hasSize(1);
        var all = read("/api/v3/secrets/raw?recursive=true&include_imports=true&expandSecretReferences=true");
        assertThat(all.json().at("/secrets")).hasSize(2);
        assertThat(all.text("/secrets/1/secretPath")).isEqualTo("/sub");
    }

    @Test
    void an_unknown_folder_is_an_empty_list_and_a_bad_single_read() {
        assertThat(read("/api/v3/secrets/raw?secretPath=/none").json().at("/secrets"))
                .isEmpty();
        assertThat(read("/api/v3/secrets/raw/KEY?secretPath=/none").status()).isEqualTo(400);
        assertThat(read("/api/v3/secrets/raw?secretPath=none").status()).isEqualTo(422);
    }

    @Test
    void a_missing_project_or_environment_is_a_bad_request() {
        assertThat(server.call(token, "GET", "/api/v3/secrets/raw?environment=dev")
                        .status())
                .isEqualTo(400);
        assertThat(server.call(token, "GET", "/api/v3/secrets/raw?workspaceId=" + project)
                        .status())
                .isEqualTo(400);
        assertThat(server.call(token, "GET", "/api/v3/secrets/raw?environment=dev&workspaceId=none")
                        .text("/error"))
                .isEqualTo("ForbiddenError");
    }

    @Test
    void v4_answers_carry_a_tag_that_changes_with_the_content() {
        write("POST", "KEY", ",\"secretValue\":\"one\"");
        var path =
                "/api/v4/secrets?projectId=%s&environment=dev&includeImports=true&recursive=false".formatted(project);
        var tag = server.call(token, "GET", path)
                .response()
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        var same = server.send("GET", path, "", "Authorization", "Bearer " + token, "If-None-Match", tag);
        write("PATCH", "KEY", ",\"secretValue\":\"two\"");
        var changed = server.send("GET", path, "", "Authorization", "Bearer " + token, "If-None-Match", tag);

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
    }
}
