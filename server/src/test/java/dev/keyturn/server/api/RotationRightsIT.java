// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ALL_ROTATIONS;
import static dev.keyturn.server.api.RotationWorld.CONNECTIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Who may do what with rotations and connections (API contract §15.2, §15.4).
@TestInstance(Lifecycle.PER_CLASS)
class RotationRightsIT {
    private RotationWorld world;
    private String rotation;
    private String path;

    @BeforeAll
    void start() {
        world = new RotationWorld();
        rotation = world.rotation();
        path = ROTATIONS + "/" + rotation;
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void shows_nothing_without_a_token() {
        assertThat(world.as("", "GET", path).status()).isEqualTo(401);
        assertThat(world.as("x", "GET", path).status()).isEqualTo(403);
    }

    @Test
    void hides_a_project_from_who_is_no_member() {
        String stranger = identity("no-access", "");

        assertThat(world.as(stranger, "GET", path).status()).isEqualTo(404);
        assertThat(world.as(stranger, "POST", path + "/rotate-secrets").status())
                .isEqualTo(404);
        assertThat(world.as(stranger, "GET", CONNECTIONS + "/" + world.connection)
                        .status())
                .isEqualTo(404);
        assertThat(world.as(stranger, "GET", ALL_ROTATIONS + "?projectId=" + world.project)
                        .status())
                .isEqualTo(403);
        assertThat(world.as(stranger, "GET", "/api/v1/app-connections").json().path("appConnections"))
                .isEmpty();
    }

    @Test
    void lets_a_viewer_read_but_not_the_generated_credentials() {
        String viewer = identity("no-access", "viewer");

        assertThat(world.as(viewer, "GET", path).status()).isEqualTo(200);
        assertThat(world.as(viewer, "GET", path + "/attempts").status()).isEqualTo(200);
        assertThat(world.as(viewer, "GET", path + "/active-credentials").status())
                .isEqualTo(200);
        assertDenied(world.as(viewer, "GET", path + "/generated-credentials"), "read-generated-credentials");
        assertDenied(world.as(viewer, "GET", path + "/usage"), "read-generated-credentials");
        assertDenied(world.as(viewer, "POST", path + "/plan"), "rotate-secrets");
        assertDenied(world.as(viewer, "POST", path + "/rotate-secrets"), "rotate-secrets");
        assertDenied(world.as(viewer, "POST", path + "/check-credentials"), "read-generated-credentials");
        assertDenied(world.as(viewer, "DELETE", path), "delete");
        assertDenied(world.as(viewer, "POST", path + "/move"), "delete");
        assertThat(world.as(viewer, "POST", CONNECTIONS + "/" + world.connection + "/test")
                        .status())
                .isEqualTo(403);
        assertThat(world.as(viewer, "DELETE", CONNECTIONS + "/" + world.connection)
                        .status())
                .isEqualTo(403);
        assertThat(world.shown(rotation).path("credentialVersion").asInt()).isEqualTo(1);
    }

    @Test
    void lets_a_member_rotate() {
        String member = identity("no-access", "member");
        String other = world.rotation();

        assertThat(world.as(member, "POST", ROTATIONS + "/" + other + "/rotate-secrets")
                        .status())
                .isEqualTo(200);
        assertThat(world.as(member, "GET", ROTATIONS + "/" + other + "/usage").status())
                .isEqualTo(200);
        assertThat(world.as(member, "GET", ROTATIONS + "/" + other + "/generated-credentials")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void lets_a_custom_role_work_where_its_conditions_hold() {
        String other = world.post(CONNECTIONS, world.connectionBody("cache-2").toString())
                .text("/appConnection/id");
        String elsewhere = world.rotation(body -> body.put("environment", "staging"));
        String over = world.rotation(body -> body.put("connectionId", other));
        world.post("/api/v1/projects/" + world.project + "/roles", """
                {"name":"Dev","slug":"dev-operator","permissions":[{"subject":"secret-rotation",
                "action":["read","rotate-secrets"],"conditions":{"environment":"dev","connectionId":"%s"}}]}""".formatted(world.connection));
        String operator = identity("no-access", "dev-operator");

        String list = world.as(operator, "GET", ALL_ROTATIONS + "?projectId=" + world.project)
                .response()
                .body();
        assertThat(list).contains(rotation).doesNotContain(elsewhere).doesNotContain(over);
        assertThat(world.as(operator, "GET", path).status()).isEqualTo(200);
        assertDenied(world.as(operator, "GET", ROTATIONS + "/" + elsewhere), "read");
        assertDenied(world.as(operator, "POST", ROTATIONS + "/" + over + "/rotate-secrets"), "rotate-secrets");
        assertDenied(world.as(operator, "GET", path + "/generated-credentials"), "read-generated-credentials");
        assertThat(world.as(operator, "GET", "/api/v1/app-connections").json().path("appConnections"))
                .isEmpty();
        assertThat(world.as(operator, "GET", path + "/active-credentials").status())
                .isEqualTo(403);
    }

    private static void assertDenied(Answer answer, String action) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("/error")).isEqualTo("PermissionDenied");
        assertThat(answer.text("/message")).isEqualTo("You are not allowed to " + action + " on secret-rotation");
    }

    /// The token of a new identity with that role in the organisation, and in the project unless it is empty.
    private String identity(String role, String projectRole) {
        String organization = world.get("/api/v1/identities").text("/identities/0/orgId");
        String id = world.post(
                        "/api/v1/identities",
                        "{\"name\":\"robot\",\"organizationId\":\"%s\",\"role\":\"%s\"}".formatted(organization, role))
                .text("/identity/id");
        if (!projectRole.isEmpty()) {
            world.post(
                    "/api/v2/workspace/" + world.project + "/identity-memberships/" + id,
                    "{\"role\":\"" + projectRole + "\"}");
        }
        String auth = "/api/v1/auth/universal-auth/identities/" + id;
        String client = world.post(auth, "{}").text("/identityUniversalAuth/clientId");
        String secret = world.post(auth + "/client-secrets", "{}").text("/clientSecret");
        return world.post(
                        "/api/v1/auth/universal-auth/login",
                        "{\"clientId\":\"" + client + "\",\"clientSecret\":\"" + secret + "\"}")
                .text("/accessToken");
    }
}
