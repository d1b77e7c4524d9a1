// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Projects, environments and who may do what in them over HTTP, on any store.
abstract class PlaceApiCases extends ProjectCases {
    @Nested
    class ProjectRequests {
        @Test
        void a_project_begins_with_three_environments() {
            var found = call("GET", "/api/v1/workspace/" + project());

            assertThat(found.text("/workspace/_id")).isEqualTo(project());
            assertThat(found.json().at("/workspace/environments").findValuesAsText("slug"))
                    .containsExactly("dev", "staging", "prod");
            assertThat(call("GET", "/api/v1/workspace").json().at("/workspaces").findValuesAsText("_id"))
                    .contains(project());
        }

        @Test
        void a_project_found_by_its_slug_is_not_wrapped() {
            var slug = call("GET", "/api/v1/workspace/" + project()).text("/workspace/slug");

            var found = call("GET", "/api/v1/projects/slug/" + slug);

            assertThat(slug).startsWith("my-shop");
            assertThat(found.text("/id")).isEqualTo(project());
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
            return "only-" + project().substring(0, 8);
        }

        @Test
        void a_deleted_project_is_forbidden_like_one_that_never_was() {
            var deleted = call("DELETE", "/api/v1/projects/" + project());

            var gone = call("GET", "/api/v1/workspace/" + project());
            var never = call("GET", "/api/v1/workspace/" + UNKNOWN);

            assertThat(deleted.status()).isEqualTo(200);
            assertThat(gone.text("/error")).isEqualTo("ForbiddenError");
            assertThat(gone.text("/message").replace(project(), UNKNOWN)).isEqualTo(never.text("/message"));
        }
    }

    @Nested
    class ProjectChanges {
        @Test
        void a_project_is_renamed_and_described_in_every_spelling() {
            var slug = "renamed-" + project().substring(0, 8);

            var newer = call(
                    "PATCH", "/api/v1/projects/" + project(), "{\"name\":\"One\",\"slug\":\"%s\"}".formatted(slug));
            var older = call("PATCH", "/api/v1/workspace/" + project(), "{\"description\":\"what for\"}");
            var bySlug = call("PATCH", "/api/v2/workspace/" + slug, "{\"name\":\"Two\"}");

            assertThat(newer.text("/project/name")).isEqualTo("One");
            assertThat(older.text("/workspace/description")).isEqualTo("what for");
            assertThat(bySlug.text("/name")).isEqualTo("Two");
            assertThat(call("GET", "/api/v2/workspace/" + slug).text("/id")).isEqualTo(project());
            assertThat(call("GET", "/api/v1/projects").json().at("/projects").findValuesAsText("id"))
                    .contains(project());
            assertThat(call("DELETE", "/api/v2/workspace/" + slug).text("/id")).isEqualTo(project());
        }

        @Test
        void a_slug_that_is_taken_is_refused() {
            var other = call("POST", "/api/v1/projects", "{\"projectName\":\"Other\"}");

            var refused = call(
                    "PATCH",
                    "/api/v1/projects/" + project(),
                    "{\"slug\":\"%s\"}".formatted(other.text("/project/slug")));

            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Nested
    class EnvironmentRequests {
        @Test
        void an_environment_is_made_changed_and_deleted() {
            var path = "/api/v1/projects/" + project() + "/environments";
            var made = call("POST", path, "{\"name\":\"Test\",\"slug\":\"test\"}");
            var one = path + "/" + made.text("/environment/id");

            var changed = call("PATCH", one, "{\"name\":\"Tests\"}");
            var deleted = call("DELETE", one);

            assertThat(made.text("/projectId")).isEqualTo(project());
            assertThat(made.json().at("/environment/position").asInt()).isEqualTo(4);
            assertThat(changed.text("/environment/name")).isEqualTo("Tests");
            assertThat(changed.text("/environment/slug")).isEqualTo("test");
            assertThat(deleted.status()).isEqualTo(200);
            assertThat(call("GET", one).status()).isEqualTo(404);
        }

        @Test
        void the_older_route_answers_with_the_older_name() {
            var made = call(
                    "POST",
                    "/api/v1/workspace/" + project() + "/environments",
                    "{\"name\":\"Test\",\"slug\":\"test\"}");

            assertThat(made.text("/workspace")).isEqualTo(project());
            assertThat(made.json().has("projectId")).isFalse();
        }

        @Test
        void a_slug_is_taken_once() {
            var made = call(
                    "POST", "/api/v1/projects/" + project() + "/environments", "{\"name\":\"Test\",\"slug\":\"dev\"}");

            assertThat(made.status()).isEqualTo(400);
        }
    }

    @Nested
    class TextsWithNul {
        @Test
        void are_refused_or_not_found_but_never_break_the_store() {
            assertThat(call("GET", "/api/v1/projects/slug/a%00b").status()).isEqualTo(404);
            assertThat(call("GET", "/api/v1/workspace/%00").status()).isEqualTo(404);
            assertThat(call("GET", "/api/v1/folders?environment=a%00b&workspaceId=" + project())
                            .status())
                    .isEqualTo(422);
            assertThat(call("POST", "/api/v1/projects", "{\"projectName\":\"a\\u0000b\"}")
                            .status())
                    .isEqualTo(422);
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
            member = callAs(
                            "",
                            "POST",
                            "/api/v1/auth/universal-auth/login",
                            "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}".formatted(clientId, secret))
                    .text("/accessToken");
        }

        private Answer join(String role) {
            return call(
                    "POST",
                    "/api/v2/workspace/%s/identity-memberships/%s".formatted(project(), identity),
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

            var query = "?environment=dev&workspaceId=" + project();
            var secret = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"x\"}".formatted(project());

            assertThat(callAs(member, "GET", "/api/v3/secrets/raw" + query).status())
                    .isEqualTo(read);
            assertThat(callAs(member, "POST", "/api/v3/secrets/raw/KEY", secret).status())
                    .isEqualTo(write);
            assertThat(callAs(
                                    member,
                                    "POST",
                                    "/api/v1/projects/" + project() + "/environments",
                                    "{\"name\":\"Test\",\"slug\":\"test\"}")
                            .status())
                    .isEqualTo(environment);
            assertThat(callAs(
                                    member,
                                    "GET",
                                    "/api/v1/projects/%s/identity-memberships/%s".formatted(project(), identity))
                            .status())
                    .isEqualTo(members);
        }

        @Test
        void say_which_action_was_missing() {
            join("viewer");
            var secret = "{\"workspaceId\":\"%s\",\"environment\":\"dev\",\"secretValue\":\"x\"}".formatted(project());

            var refused = callAs(member, "POST", "/api/v3/secrets/raw/KEY", secret);

            assertThat(refused.text("/error")).isEqualTo("PermissionDenied");
            assertThat(refused.text("/message")).isEqualTo("You are not allowed to create on secrets");
            assertThat(refused.json().at("/details").isArray()).isTrue();
        }

        @Test
        void hide_a_project_from_who_is_no_member() {
            var folder = makeFolder("outer", "/").text("/folder/id");

            assertThat(callAs(member, "GET", "/api/v1/workspace/" + project()).text("/error"))
                    .isEqualTo("ForbiddenError");
            assertThat(callAs(member, "GET", "/api/v1/folders/" + folder).status())
                    .isEqualTo(404);
            assertThat(callAs(member, "GET", "/api/v1/workspace").json().at("/workspaces"))
                    .isEmpty();
            assertThat(callAs(member, "GET", "/api/v1/identities").text("/error"))
                    .isEqualTo("PermissionDenied");
        }

        @Test
        void change_and_end_with_the_membership() {
            join("viewer");
            var path = "/api/v1/projects/%s/identity-memberships/%s".formatted(project(), identity);
            var query = "/api/v3/secrets/raw?environment=dev&workspaceId=" + project();

            var changed = call("PATCH", path, "{\"roles\":[{\"role\":\"no-access\"}]}");
            var without = callAs(member, "GET", query).text("/error");
            call("DELETE", path);
            var outside = callAs(member, "GET", query).text("/error");

            assertThat(changed.text("/identityMembership/roles/0/role")).isEqualTo("no-access");
            assertThat(without).isEqualTo("PermissionDenied");
            assertThat(outside).isEqualTo("ForbiddenError");
        }
    }
}
