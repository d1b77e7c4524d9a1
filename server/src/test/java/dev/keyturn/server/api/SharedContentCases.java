// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Tags, metadata, imports and references of secrets over HTTP, on any store.
abstract class SharedContentCases extends ProjectCases {
    private Answer secretIn(String path, String name, String value) {
        return send(
                "POST",
                "/api/v4/secrets/" + name,
                "\"secretPath\":\"%s\",\"secretValue\":\"%s\"".formatted(path, value));
    }

    @Nested
    class TagRequests {
        private String path() {
            return "/api/v1/projects/" + project() + "/tags";
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
            makeFolder("base", "/");
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
            makeFolder("one", "/");
            makeFolder("two", "/");
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
            makeFolder("one", "/");
            makeFolder("two", "/");
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
            makeFolder("one", "/");
            makeFolder("two", "/");
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
            makeFolder("db", "/");
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
