// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders over HTTP, on any store.
abstract class FolderApiCases extends ProjectCases {
    @Nested
    class FolderRequests {
        @Test
        void a_renamed_folder_takes_what_is_below_along() {
            var outer = makeFolder("outer", "/").text("/folder/id");
            var inner = makeFolder("inner", "/outer/").text("/folder/id");

            var renamed = call("PATCH", "/api/v1/folders/" + outer, "{\"name\":\"other\"}");

            assertThat(renamed.text("/folder/path")).isEqualTo("/other");
            assertThat(call("GET", "/api/v1/folders/" + inner).text("/folder/path"))
                    .isEqualTo("/other/inner");
        }

        @Test
        void a_folder_found_by_id_says_where_it_lies() {
            var id = makeFolder("outer", "/").text("/folder/id");

            var found = call("GET", "/api/v1/folders/" + id);

            assertThat(found.text("/folder/environment/envSlug")).isEqualTo("dev");
            assertThat(found.text("/folder/projectId")).isEqualTo(project());
            assertThat(found.text("/folder/path")).isEqualTo("/outer");
        }

        @Test
        void folders_are_listed_with_an_empty_flag_and_either_spelling() {
            makeFolder("outer", "/");
            makeFolder("inner", "/outer");

            var shallow =
                    call("GET", "/api/v1/folders?workspaceId=" + project() + "&environment=dev&path=/&recursive=");
            var deep = call(
                    "GET", "/api/v2/folders?projectId=" + project() + "&environment=dev&directory=/&recursive=true");

            assertThat(shallow.json().at("/folders").findValuesAsText("name")).containsExactly("outer");
            assertThat(deep.json().at("/folders").findValuesAsText("name")).containsExactly("outer", "inner");
        }

        @Test
        void a_folder_is_deleted_by_name_with_a_body_or_by_id() {
            makeFolder("named", "/");
            var id = makeFolder("known", "/").text("/folder/id");
            var body = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"directory\":\"/\"}".formatted(project());

            assertThat(call("DELETE", "/api/v1/folders/named", body).status()).isEqualTo(200);
            assertThat(call("DELETE", "/api/v1/folders/named", body).status()).isEqualTo(404);
            assertThat(call("DELETE", "/api/v1/folders/" + id).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "..", "a/b", "a.b"})
        void a_name_that_is_none_is_refused(String name) {
            assertThat(makeFolder(name, "/").status()).isEqualTo(422);
        }

        @Test
        void a_folder_without_a_parent_or_with_a_taken_name_is_refused() {
            makeFolder("outer", "/");

            assertThat(makeFolder("outer", "/").status()).isEqualTo(400);
            assertThat(makeFolder("inner", "/none").status()).isEqualTo(400);
        }
    }

    @Nested
    class FolderMoves {
        private String secret(String environment, String path) {
            return call(
                            "GET",
                            "/api/v3/secrets/raw/KEY?workspaceId=%s&environment=%s&secretPath=%s"
                                    .formatted(project(), environment, path))
                    .text("/secret/secretValue");
        }

        private void writeSecret(String path) {
            call(
                    "POST",
                    "/api/v3/secrets/raw/KEY",
                    "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretPath\":\"%s\",\"secretValue\":\"v\"}"
                            .formatted(project(), path));
        }

        private Answer move(String id, String fields) {
            return call("PATCH", "/api/v1/folders/" + id, "{\"workspaceId\":\"%s\",%s}".formatted(project(), fields));
        }

        @Test
        void take_everything_below_along_to_another_environment() {
            var id = makeFolder("app", "/").text("/folder/id");
            makeFolder("sub", "/app");
            writeSecret("/app/sub");
            call(
                    "POST",
                    "/api/v1/folders",
                    "{\"workspaceId\":\"%s\",\"environment\":\"prod\",\"name\":\"live\"}".formatted(project()));

            var moved = move(id, "\"environment\":\"prod\",\"path\":\"/live\",\"name\":\"shop\"");

            assertThat(moved.text("/folder/path")).isEqualTo("/live/shop");
            assertThat(secret("prod", "/live/shop/sub")).isEqualTo("v");
            assertThat(call("GET", "/api/v1/folders/" + id).text("/folder/environment/envSlug"))
                    .isEqualTo("prod");
            assertThat(call("GET", "/api/v1/folders/%s/prod/%%2Flive%%2Fshop".formatted(project()))
                            .text("/folder/id"))
                    .isEqualTo(id);
        }

        @Test
        void change_nothing_where_the_path_is_the_present_one() {
            makeFolder("app", "/");
            var id = makeFolder("sub", "/app").text("/folder/id");

            var same = move(id, "\"environment\":\"dev\",\"path\":\"/app\",\"name\":\"sub\"");

            assertThat(same.text("/folder/path")).isEqualTo("/app/sub");
        }

        @Test
        void do_not_go_into_the_folder_itself_nor_onto_another() {
            var id = makeFolder("app", "/").text("/folder/id");
            makeFolder("sub", "/app");
            makeFolder("other", "/");

            assertThat(move(id, "\"path\":\"/app\"").status()).isEqualTo(400);
            assertThat(move(id, "\"path\":\"/app/sub\"").status()).isEqualTo(400);
            assertThat(move(id, "\"path\":\"/none\"").status()).isEqualTo(400);
            assertThat(move(id, "\"name\":\"other\"").status()).isEqualTo(400);
        }
    }
}
