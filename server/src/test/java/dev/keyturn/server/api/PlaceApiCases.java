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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Projects, environments, folders and who may do what in them over HTTP, on any store.
@TestInstance(Lifecycle.PER_CLASS)
abstract class PlaceApiCases {
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
        project = server.call(token, "POST", "/api/v1/projects", "{\"projectName\":\"My Shop\"}")
                .text("/project/id");
    }

    private Answer call(String method, String path) {
        return server.call(token, method, path);
    }

    private Answer call(String method, String path, String body) {
        return server.call(token, method, path, body);
    }

    private Answer makeFolder(String name, String path) {
        return call(
                "POST",
                "/api/v1/folders",
                "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"name\":\"%s\",\"path\":\"%s\"}"
                        .formatted(project, name, path));
    }

    @Nested
    class ProjectRequests {
        @Test
        void a_project_begins_with_three_environments() {
            var found = call("GET", "/api/v1/workspace/" + project);

            assertThat(found.text("/workspace/_id")).isEqualTo(project);
            assertThat(found.json().at("/workspace/environments").findValuesAsText("slug"))
                    .containsExactly("dev", "staging", "prod");
            assertThat(call("GET", "/api/v1/workspace").json().at("/workspaces").findValuesAsText("_id"))
                    .contains(project);
        }

        @Test
        void a_project_found_by_its_slug_is_not_wrapped() {
            var slug = call("GET", "/api/v1/workspace/" + project).text("/workspace/slug");

            var found = call("GET", "/api/v1/projects/slug/" + slug);

            assertThat(slug).startsWith("my-shop");
            assertThat(found.text("/id")).isEqualTo(project);
            assertThat(found.json().has("description")).isTrue();
        }

        @Test
        void a_slug_is_given_once() {
            var first = call("POST", "/api/v2/workspace", "{\"projectName\":\"A\",\"slug\":\"%s\"}".formatted(slug()));
            var slug = first.text("/project/slug");

            var second = call("POST", "/api/v2/workspace", "{\"projectName\":\"B\",\"slug\":\"%s\"}".formatted(slug));

            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(400);
        }

        private String slug() {
            return "only-" + project.substring(0, 8);
        }

        @Test
        void a_deleted_project_is_forbidden_like_one_that_never_was() {
            var deleted = call("DELETE", "/api/v1/projects/" + project);

            var gone = call("GET", "/api/v1/workspace/" + project);
            var never = call("GET", "/api/v1/workspace/" + UNKNOWN);

            assertThat(deleted.status()).isEqualTo(200);
            assertThat(gone.text("/error")).isEqualTo("ForbiddenError");
            assertThat(gone.text("/message").replace(project, UNKNOWN)).isEqualTo(never.text("/message"));
        }
    }

    @Nested
    class ProjectChanges {
        @Test
        void a_project_is_renamed_and_described_in_every_spelling() {
            var slug = "renamed-" + project.substring(0, 8);

            var newer =
                    call("PATCH", "/api/v1/projects/" + project, "{\"name\":\"One\",\"slug\":\"%s\"}".formatted(slug));
            var older = call("PATCH", "/api/v1/workspace/" + project, "{\"description\":\"what for\"}");
            var bySlug = call("PATCH", "/api/v2/workspace/" + slug, "{\"name\":\"Two\"}");

            assertThat(newer.text("/project/name")).isEqualTo("One");
            assertThat(older.text("/workspace/description")).isEqualTo("what for");
            assertThat(bySlug.text("/name")).isEqualTo("Two");
            assertThat(call("GET", "/api/v2/workspace/" + slug).text("/id")).isEqualTo(project);
            assertThat(call("GET", "/api/v1/projects").json().at("/projects").findValuesAsText("id"))
                    .contains(project);
            assertThat(call("DELETE", "/api/v2/workspace/" + slug).text("/id")).isEqualTo(project);
        }

        @Test
        void a_slug_that_is_taken_is_refused() {
            var other = call("POST", "/api/v1/projects", "{\"projectName\":\"Other\"}");

            var refused = call(
                    "PATCH", "/api/v1/projects/" + project, "{\"slug\":\"%s\"}".formatted(other.text("/project/slug")));

            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Nested
    class FolderMoves {
        private String secret(String environment, String path) {
            return call(
                            "GET",
                            "/api/v3/secrets/raw/KEY?workspaceId=%s&environment=%s&secretPath=%s"
                                    .formatted(project, environment, path))
                    .text("/secret/secretValue");
        }

        private void writeSecret(String path) {
            call(
                    "POST",
                    "/api/v3/secrets/raw/KEY",
                    "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretPath\":\"%s\",\"secretValue\":\"v\"}"
                            .formatted(project, path));
        }

        private Answer move(String id, String fields) {
            return call("PATCH", "/api/v1/folders/" + id, "{\"workspaceId\":\"%s\",%s}".formatted(project, fields));
        }

        @Test
        void take_everything_below_along_to_another_environment() {
            var id = makeFolder("app", "/").text("/folder/id");
            makeFolder("sub", "/app");
            writeSecret("/app/sub");
            call(
                    "POST",
                    "/api/v1/folders",
                    "{\"workspaceId\":\"%s\",\"environment\":\"prod\",\"name\":\"live\"}".formatted(project));

            var moved = move(id, "\"environment\":\"prod\",\"path\":\"/live\",\"name\":\"shop\"");

            assertThat(moved.text("/folder/path")).isEqualTo("/live/shop");
            assertThat(secret("prod", "/live/shop/sub")).isEqualTo("v");
            assertThat(call("GET", "/api/v1/folders/" + id).text("/folder/environment/envSlug"))
                    .isEqualTo("prod");
            assertThat(call("GET", "/api/v1/folders/%s/prod/%%2Flive%%2Fshop".formatted(project))
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

    @Nested
    class TextsWithNul {
        @Test
        void are_refused_or_not_found_but_never_break_the_store() {
            assertThat(call("GET", "/api/v1/projects/slug/a%00b").status()).isEqualTo(404);
            assertThat(call("GET", "/api/v1/workspace/%00").status()).isEqualTo(404);
            assertThat(call("GET", "/api/v1/folders?environment=a%00b&workspaceId=" + project)
                            .status())
                    .isEqualTo(422);
            assertThat(call("POST", "/api/v1/projects", "{\"projectName\":\"a\\u0000b\"}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Nested
    class EnvironmentRequests {
        @Test
        void an_environment_is_made_changed_and_deleted() {
            var path = "/api/v1/projects/" + project + "/environments";
            var made = call("POST", path, "{\"name\":\"Test\",\"slug\":\"test\"}");
            var one = path + "/" + made.text("/environment/id");

            var changed = call("PATCH", one, "{\"name\":\"Tests\"}");
            var deleted = call("DELETE", one);

            assertThat(made.text("/projectId")).isEqualTo(project);
            assertThat(made.json().at("/environment/position").asInt()).isEqualTo(4);
            assertThat(changed.text("/environment/name")).isEqualTo("Tests");
            assertThat(changed.text("/environment/slug")).isEqualTo("test");
            assertThat(deleted.status()).isEqualTo(200);
            assertThat(call("GET", one).status()).isEqualTo(404);
        }

        @Test
        void the_older_route_answers_with_the_older_name() {
            var made = call(
                    "POST", "/api/v1/workspace/" + project + "/environments", "{\"name\":\"Test\",\"slug\":\"test\"}");

            assertThat(made.text("/workspace")).isEqualTo(project);
            assertThat(made.json().has("projectId")).isFalse();
        }

        @Test
        void a_slug_is_taken_once() {
            var made = call(
                    "POST", "/api/v1/projects/" + project + "/environments", "{\"name\":\"Test\",\"slug\":\"dev\"}");

            assertThat(made.status()).isEqualTo(400);
        }
    }

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
            assertThat(found.text("/folder/projectId")).isEqualTo(project);
            assertThat(found.text("/folder/path")).isEqualTo("/outer");
        }

        @Test
        void folders_are_listed_with_an_empty_flag_and_either_spelling() {
            makeFolder("outer", "/");
            makeFolder("inner", "/outer");

            var shallow = call("GET", "/api/v1/folders?workspaceId=" + project + "&environment=dev&path=/&recursive=");
            var deep =
                    call("GET", "/api/v2/folders?projectId=" + project + "&environment=dev&directory=/&recursive=true");

            assertThat(shallow.json().at("/folders").findValuesAsText("name")).containsExactly("outer");
            assertThat(deep.json().at("/folders").findValuesAsText("name")).containsExactly("outer", "inner");
        }

        @Test
        void a_folder_is_deleted_by_name_with_a_body_or_by_id() {
            makeFolder("named", "/");
            var id = makeFolder("known", "/").text("/folder/id");
            var body = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"directory\":\"/\"}".formatted(project);

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
    class Rights {
        private String identity;
        private String member;

        @BeforeEach
        void makeIdentity() {
            var organization = call("GET", "/api/v1/identities").text("/identities/0/orgId");
            identity = call(
                            "POST",
                            "/api/v1/identities",
                            "{\"name\":\"app\",\"organizationId\":\"%s\",\"role\":\"no-access\"}"
                                    .formatted(organization))
                    .text("/identity/id");
            var path = "/api/v1/auth/universal-auth/identities/" + identity;
            var clientId = call("POST", path, "{}").text("/identityUniversalAuth/clientId");
            var secret = call("POST", path + "/client-secrets", "{}").text("/clientSecret");
            member = server.call(
                            "",
                            "POST",
                            "/api/v1/auth/universal-auth/login",
                            "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(clientId, secret))
                    .text("/accessToken");
        }

        private Answer join(String role) {
            return call(
                    "POST",
                    "/api/v2/workspace/%s/identity-memberships/%s".formatted(project, identity),
                    "{\"role\":\"%s\"}".formatted(role));
        }

        @ParameterizedTest
        @CsvSource({
            "admin, 200, 200, 200, 200",
            "member, 200, 200, 200, 403",
            "viewer, 200, 403, 403, 403",
            "no-access, 403, 403, 403, 403"
        })
        void follow_the_role(String role, int read, int write, int environment, int members) {
            assertThat(join(role).text("/identityMembership/roles/0/role")).isEqualTo(role);

            var query = "?environment=dev&workspaceId=" + project;
            var secret = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"x\"}".formatted(project);

            assertThat(server.call(member, "GET", "/api/v3/secrets/raw" + query).status())
                    .isEqualTo(read);
            assertThat(server.call(member, "POST", "/api/v3/secrets/raw/KEY", secret)
                            .status())
                    .isEqualTo(write);
            assertThat(server.call(
                                    member,
                                    "POST",
                                    "/api/v1/projects/" + project + "/environments",
                                    "{\"name\":\"Test\",\"slug\":\"test\"}")
                            .status())
                    .isEqualTo(environment);
            assertThat(server.call(
                                    member,
                                    "GET",
                                    "/api/v1/projects/%s/identity-memberships/%s".formatted(project, identity))
                            .status())
                    .isEqualTo(members);
        }

        @Test
        void say_which_action_was_missing() {
            join("viewer");
            var secret = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"x\"}".formatted(project);

            var refused = server.call(member, "POST", "/api/v3/secrets/raw/KEY", secret);

            assertThat(refused.text("/error")).isEqualTo("PermissionDenied");
            assertThat(refused.text("/message")).isEqualTo("You are not allowed to create on secrets");
            assertThat(refused.json().at("/details").isArray()).isTrue();
        }

        @Test
        void hide_a_project_from_who_is_no_member() {
            var folder = makeFolder("outer", "/").text("/folder/id");

            assertThat(server.call(member, "GET", "/api/v1/workspace/" + project)
                            .text("/error"))
                    .isEqualTo("ForbiddenError");
            assertThat(server.call(member, "GET", "/api/v1/folders/" + folder).status())
                    .isEqualTo(404);
            assertThat(server.call(member, "GET", "/api/v1/workspace").json().at("/workspaces"))
                    .isEmpty();
            assertThat(server.call(member, "GET", "/api/v1/identities").text("/error"))
                    .isEqualTo("PermissionDenied");
        }

        @Test
        void change_and_end_with_the_membership() {
            join("viewer");
            var path = "/api/v1/projects/%s/identity-memberships/%s".formatted(project, identity);
            var query = "/api/v3/secrets/raw?environment=dev&workspaceId=" + project;

            var changed = call("PATCH", path, "{\"roles\":[{\"role\":\"no-access\"}]}");
            var without = server.call(member, "GET", query).text("/error");
            call("DELETE", path);
            var outside = server.call(member, "GET", query).text("/error");

            assertThat(changed.text("/identityMembership/roles/0/role")).isEqualTo("no-access");
            assertThat(without).isEqualTo("PermissionDenied");
            assertThat(outside).isEqualTo("ForbiddenError");
        }
    }
}
