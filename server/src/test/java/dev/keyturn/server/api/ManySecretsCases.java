// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Personal overrides, batches and moves of secrets over HTTP, on any store.
abstract class ManySecretsCases extends ProjectCases {
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
            makeFolder("sub", "/");
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
                    {"projectId":"%s","sourceEnvironment":"dev","destinationEnvironment":"prod","secretIds":["%s"]%s}""".formatted(project(), String.join("\",\"", ids), more));
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
            enter(newProject());

            assertThat(move("", id).status()).isEqualTo(404);
        }
    }
}
