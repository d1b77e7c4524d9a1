// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Tags, imports, references, personal overrides, batches and moves of secrets over HTTP, on any store.
@TestInstance(Lifecycle.PER_CLASS)
abstract class SharedContentCases {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

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
        project = newProject();
    }

    private String newProject() {
        return server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"Shop\"}")
                .text("/project/id");
    }

    private Answer call(String method, String path, String body) {
        return server.call(token, method, path, body);
    }

    /// Sends a body that names the project, the environment `dev`, and what is given besides.
    private Answer send(String method, String path, String fields) {
        return call(method, path, placed("dev", fields));
    }

    private String placed(String environment, String fields) {
        return "{\"projectId\":\"%s\",\"environment\":\"%s\"%s}"
                .formatted(project, environment, fields.isEmpty() ? "" : "," + fields);
    }

    private Answer secret(String name, String value) {
        return send("POST", "/api/v4/secrets/" + name, "\"secretValue\":\"%s\"".formatted(value));
    }

    private Answer secretIn(String path, String name, String value) {
        return send(
                "POST",
                "/api/v4/secrets/" + name,
                "\"secretPath\":\"%s\",\"secretValue\":\"%s\"".formatted(path, value));
    }

    private void folder(String path, String name) {
        send("POST", "/api/v1/folders", "\"name\":\"%s\",\"path\":\"%s\"".formatted(name, path));
    }

    private Answer read(String path) {
        var separator = path.contains("?") ? "&" : "?";
        var where = path.contains("environment=") ? "" : "&environment=dev";
        return server.call(token, "GET", path + separator + "projectId=" + project + where);
    }

    private String value(String name) {
        return read("/api/v4/secrets/" + name).text("/secret/secretValue");
    }

    @Nested
    class TagRequests {
        private String path() {
            return "/api/v1/projects/" + project + "/tags";
        }

        private String tag(String slug) {
            return call("POST", path(), "{\"slug\":\"%s\",\"color\":\"#abc\"}".formatted(slug))
                    .text("/tag/id");
        }

        @Test
        void a_tag_is_made_found_changed_and_deleted() {
            var made = call("POST", path(), "{\"slug\":\"team-a\",\"color\":\"#abc\",\"name\":\"x\"}");
            var one = path() + "/" + made.text("/tag/id");

            assertThat(made.text("/tag/name")).isEqualTo("team-a");
            assertThat(call("GET", one, "").text("/tag/color")).isEqualTo("#abc");
            assertThat(call("GET", path() + "/slug/team-a", "").text("/tag/id")).isEqualTo(made.text("/tag/id"));
            assertThat(call("PATCH", one, "{\"slug\":\"team-b\"}").text("/tag/slug"))
                    .isEqualTo("team-b");
            assertThat(call("GET", path().replace("projects", "workspace"), "")
                            .json()
                            .at("/workspaceTags"))
                    .hasSize(1);
            assertThat(call("DELETE", one, "").status()).isEqualTo(200);
            assertThat(call("GET", one, "").status()).isEqualTo(404);
        }

        @Test
        void a_slug_is_given_once() {
            tag("one");

            assertThat(call("POST", path(), "{\"slug\":\"one\"}").status()).isEqualTo(400);
        }

        @Test
        void secrets_bear_tags_and_are_listed_by_them() {
            var tag = tag("team-a");
            var made =
                    send("POST", "/api/v3/secrets/raw/A", "\"secretValue\":\"1\",\"tagIds\":[\"%s\"]".formatted(tag));
            send("POST", "/api/v3/secrets/raw/B", "\"secretValue\":\"2\",\"tagIds\":null");

            var listed = read("/api/v3/secrets/raw?tagSlugs=other,team-a");
            var untagged = send("PATCH", "/api/v3/secrets/raw/A", "\"tagIds\":[]");

            assertThat(made.text("/secret/tags/0/slug")).isEqualTo("team-a");
            assertThat(listed.json().at("/secrets").findValuesAsText("secretKey"))
                    .containsExactly("A");
            assertThat(listed.text("/secrets/0/tags/0/id")).isEqualTo(tag);
            assertThat(untagged.json().at("/secret/tags")).isEmpty();
        }

        @Test
        void an_unknown_tag_is_a_bad_request_and_nothing_is_written() {
            var refused = send(
                    "POST", "/api/v3/secrets/raw/A", "\"secretValue\":\"1\",\"tagIds\":[\"%s\"]".formatted(UNKNOWN));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(read("/api/v3/secrets/raw/A").status()).isEqualTo(404);
        }
    }

    @Nested
    class ImportRequests {
        private Answer include(String path, String fromPath) {
            return send(
                    "POST",
                    "/api/v1/secret-imports",
                    "\"path\":\"%s\",\"import\":{\"environment\":\"dev\",\"path\":\"%s\"}".formatted(path, fromPath));
        }

        private JsonNode imports(String path) {
            return read("/api/v3/secrets/raw?include_imports=true&secretPath=" + path)
                    .json()
                    .path("imports");
        }

        @Test
        void a_folder_shows_what_it_imports_and_the_names_are_found_in_it() {
            folder("/", "base");
            secretIn("/base", "HOST", "db");

            var made = include("/", "/base");

            assertThat(made.text("/secretImport/importEnv/slug")).isEqualTo("dev");
            assertThat(made.text("/secretImport/importPath")).isEqualTo("/base");
            var shown = imports("/");
            assertThat(shown.at("/0/secretPath").asText()).isEqualTo("/base");
            assertThat(shown.at("/0/secrets/0/secretValue").asText()).isEqualTo("db");
            assertThat(value("HOST")).isEqualTo("db");
            assertThat(read("/api/v3/secrets/raw/HOST").status()).isEqualTo(404);
            assertThat(read("/api/v3/secrets/raw/HOST?includeImports=true").text("/secret/secretPath"))
                    .isEqualTo("/base");
        }

        @Test
        void of_two_imports_the_later_one_counts_and_the_folder_itself_most() {
            folder("/", "one");
            folder("/", "two");
            secretIn("/one", "KEY", "1");
            secretIn("/two", "KEY", "2");
            var first = include("/", "/one").text("/secretImport/id");
            include("/", "/two");

            var before = value("KEY");
            var moved = send("PATCH", "/api/v1/secret-imports/" + first, "\"import\":{\"position\":2}");
            var after = value("KEY");
            secret("KEY", "own");

            assertThat(before).isEqualTo("2");
            assertThat(moved.json().at("/secretImport/position").asInt()).isEqualTo(2);
            assertThat(after).isEqualTo("1");
            assertThat(value("KEY")).isEqualTo("own");
        }

        @Test
        void imports_of_imports_come_along_and_circles_are_refused() {
            folder("/", "one");
            folder("/", "two");
            secretIn("/two", "DEEP", "2");
            include("/", "/one");
            include("/one", "/two");

            assertThat(value("DEEP")).isEqualTo("2");
            assertThat(include("/two", "/").status()).isEqualTo(400);
            assertThat(include("/two", "/two").status()).isEqualTo(400);
            assertThat(include("/", "/one").status()).isEqualTo(400);
        }

        @Test
        void an_import_is_listed_changed_and_deleted() {
            folder("/", "one");
            folder("/", "two");
            var id = include("/", "/one").text("/secretImport/id");
            var one = "/api/v2/secret-imports/" + id;

            var changed = send("PATCH", one, "\"import\":{\"path\":\"/two\"}");
            var listed = read("/api/v1/secret-imports?path=/");
            var gone = send("DELETE", one, "");

            assertThat(changed.text("/secretImport/importPath")).isEqualTo("/two");
            assertThat(listed.json().at("/secretImports")).hasSize(1);
            assertThat(read("/api/v1/secret-imports/secrets?path=/").json().at("/secrets"))
                    .isEmpty();
            assertThat(gone.status()).isEqualTo(200);
            assertThat(call("GET", one, "").status()).isEqualTo(404);
        }

        @Test
        void unknown_folders_and_replication_are_refused() {
            assertThat(include("/", "/none").status()).isEqualTo(400);
            assertThat(include("/none", "/").status()).isEqualTo(400);
            assertThat(send(
                                    "POST",
                                    "/api/v1/secret-imports",
                                    "\"isReplication\":true,\"import\":{\"environment\":\"prod\",\"path\":\"/\"}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Nested
    class ReferencesInValues {
        @Test
        void lead_to_other_folders_and_environments() {
            folder("/", "db");
            secretIn("/db", "HOST", "${PORTED}:1");
            secretIn("/db", "PORTED", "deep");
            call("POST", "/api/v4/secrets/USER", placed("prod", "\"secretValue\":\"root\""));
            secret("URL", "${prod.USER}@${dev.db.HOST}");

            assertThat(value("URL")).isEqualTo("root@deep:1");
        }

        @Test
        void do_not_grow_without_end() {
            secret("L0", "x".repeat(1000));
            for (var level = 1; level < 10; level++) {
                secret("L" + level, "${L%d}".formatted(level - 1).repeat(100));
            }

            var read = read("/api/v4/secrets/L9");

            assertThat(read.status()).isEqualTo(200);
            assertThat(read.response().body().length()).isLessThan(2_200_000);
        }

        @Test
        void stay_as_they_are_where_two_secrets_refer_to_one_another() {
            secret("A", "a${B}");
            secret("B", "b${A}");

            assertThat(value("A")).isEqualTo("ab${A}");
        }
    }

    @Nested
    class PersonalOverrides {
        private static final String KEY = "/api/v3/secrets/raw/KEY";

        private Answer override(String method, String value) {
            return send(method, KEY, "\"type\":\"personal\",\"secretValue\":\"%s\"".formatted(value));
        }

        @Test
        void are_seen_by_whoever_wrote_them_beside_the_shared_secret() {
            secret("KEY", "ours");

            var made = override("POST", "mine");
            var changed = override("PATCH", "mine now");

            assertThat(made.text("/secret/type")).isEqualTo("personal");
            assertThat(changed.json().at("/secret/version").asInt()).isEqualTo(2);
            assertThat(read(KEY).text("/secret/secretValue")).isEqualTo("ours");
            assertThat(read(KEY + "?type=personal").text("/secret/secretValue")).isEqualTo("mine now");
            assertThat(read("/api/v4/secrets").json().at("/secrets")).hasSize(1);
            assertThat(read("/api/v4/secrets?includePersonalOverrides=true")
                            .json()
                            .at("/secrets")
                            .findValuesAsText("type"))
                    .containsExactly("shared", "personal");
            assertThat(override("DELETE", "").status()).isEqualTo(200);
            assertThat(read(KEY + "?type=personal").status()).isEqualTo(404);
            assertThat(read(KEY).text("/secret/secretValue")).isEqualTo("ours");
        }

        @Test
        void need_a_shared_secret_and_are_made_once() {
            var without = override("POST", "mine");
            secret("KEY", "ours");
            override("POST", "mine");

            assertThat(without.status()).isEqualTo(404);
            assertThat(override("POST", "again").status()).isEqualTo(400);
        }
    }

    @Nested
    class Batches {
        private static final String PATH = "/api/v4/secrets/batch";

        private Answer batch(String method, String more, String... items) {
            return send(method, PATH, "\"secrets\":[%s]%s".formatted(String.join(",", items), more));
        }

        private String item(String name, String value) {
            return "{\"secretKey\":\"%s\",\"secretValue\":\"%s\"}".formatted(name, value);
        }

        @Test
        void write_all_or_nothing() {
            var made = batch("POST", "", item("A", "1"), item("B", "2"));
            var refused = batch("POST", "", item("C", "3"), item("A", "4"));

            assertThat(made.json().at("/secrets")).hasSize(2);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(read("/api/v4/secrets/C").status()).isEqualTo(404);
        }

        @Test
        void change_make_or_leave_out_what_is_missing() {
            folder("/", "sub");
            batch("POST", "", item("A", "1"));

            assertThat(batch("PATCH", "", item("A", "2"), item("B", "2")).status())
                    .isEqualTo(404);
            assertThat(value("A")).isEqualTo("1");
            assertThat(batch("PATCH", ",\"mode\":\"ignore\"", item("A", "2"), item("B", "2"))
                            .json()
                            .at("/secrets"))
                    .hasSize(1);
            var elsewhere = item("B", "3").replace("}", ",\"secretPath\":\"/sub\"}");
            assertThat(batch("PATCH", ",\"mode\":\"upsert\"", item("A", "3"), elsewhere)
                            .text("/secrets/1/secretPath"))
                    .isEqualTo("/sub");
            assertThat(value("A")).isEqualTo("3");
        }

        @Test
        void delete_what_they_name() {
            batch("POST", "", item("A", "1"), item("B", "2"));

            var gone = send("DELETE", "/api/v3/secrets/batch/raw", "\"secrets\":[{\"secretKey\":\"A\"}]");

            assertThat(gone.text("/secrets/0/secretKey")).isEqualTo("A");
            assertThat(read("/api/v4/secrets").json().at("/secrets")).hasSize(1);
            assertThat(batch("DELETE", "").status()).isEqualTo(422);
        }
    }

    @Nested
    class Moves {
        private Answer move(String more, String... ids) {
            return call("POST", "/api/v4/secrets/move", """
                    {"projectId":"%s","sourceEnvironment":"dev","destinationEnvironment":"prod","secretIds":["%s"]%s}""".formatted(project, String.join("\",\"", ids), more));
        }

        @Test
        void keep_the_id_and_the_versions() {
            var id = secret("KEY", "one").text("/secret/id");
            send("PATCH", "/api/v4/secrets/KEY", "\"secretValue\":\"two\"");

            var moved = move("", id);

            assertThat(moved.json().path("isSourceUpdated").asBoolean()).isTrue();
            assertThat(read("/api/v4/secrets/KEY").status()).isEqualTo(404);
            var there = read("/api/v3/secrets/raw/id/" + id);
            assertThat(there.text("/secret/environment")).isEqualTo("prod");
            assertThat(there.json().at("/secret/version").asInt()).isEqualTo(2);
            assertThat(read("/api/v1/secret/" + id + "/secret-versions")
                            .json()
                            .at("/secretVersions")
                            .findValuesAsText("secretValue"))
                    .containsExactly("two", "one");
        }

        @Test
        void do_not_overwrite_unless_they_are_told_to() {
            var id = secret("KEY", "mine").text("/secret/id");
            call("POST", "/api/v4/secrets/KEY", placed("prod", "\"secretValue\":\"theirs\""));

            assertThat(move("", id).status()).isEqualTo(400);
            assertThat(move(",\"shouldOverwrite\":true", id).status()).isEqualTo(200);
            assertThat(read("/api/v4/secrets/KEY?environment=prod").text("/secret/secretValue"))
                    .isEqualTo("mine");
        }

        @Test
        void do_not_find_a_secret_of_another_project() {
            var id = secret("KEY", "x").text("/secret/id");
            project = newProject();

            assertThat(move("", id).status()).isEqualTo(404);
        }
    }

    @Test
    void metadata_is_kept_and_filtered_by() {
        send(
                "POST",
                "/api/v4/secrets/A",
                "\"secretValue\":\"1\",\"secretMetadata\":[{\"key\":\"team\",\"value\":\"shop\",\"isEncrypted\":true}]");
        secret("B", "2");

        var listed = read("/api/v4/secrets?metadataFilter=key%3Dteam%2Cvalue%3Dshop");

        assertThat(listed.json().at("/secrets").findValuesAsText("secretKey")).containsExactly("A");
        assertThat(listed.json().at("/secrets/0/secretMetadata/0/isEncrypted").asBoolean())
                .isTrue();
    }
}
