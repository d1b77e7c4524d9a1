// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Answer;
import dev.keyturn.e2e.api.Api;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.api.Rotation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may do what in a project: the table of §15.4.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {

    private final Stage stage = Stage.on(Store.SQLITE, "roles");
    private final Rotation rotation = stage.rotation("shared");
    private final Api admin = login("admin");
    private final Api member = login("member");
    private final Api viewer = login("viewer");
    private final Api nobody = login("no-access");

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void a_viewer_reads_rotations_secrets_and_the_active_pair_but_no_generated_credentials() {
        var seen = rotation.as(viewer);

        assertThat(seen.read()).isOk();
        assertThat(seen.attempts()).isOk();
        assertThat(seen.active()).isOk();
        assertThat(stage.project().as(viewer).secret(Project.passwordOf("shared")))
                .isOk();
        assertRefused(seen.generated(), "read-generated-credentials");
    }

    @Test
    void a_viewer_changes_nothing() {
        var seen = rotation.as(viewer);
        var project = stage.project().as(viewer);
        var before = stage.aclList();

        assertRefused(seen.rotate(), "rotate-secrets");
        assertRefused(seen.patch("{\"rotationInterval\": 3}"), "edit");
        assertRefused(seen.delete(""), "delete");
        assertRefused(project.create(stage.body("by-viewer")), "create");
        assertThat(project.createSecret("BY_VIEWER", "x")).isError(403, "PermissionDenied");
        assertThat(project.connect(
                        project.connectionBody("by-viewer", stage.redis().port(), Stage.ROTATOR)))
                .isError(403, "PermissionDenied");
        assertThat(stage.aclList()).isEqualTo(before);
        assertThat(rotation.resource().path("rotationInterval").intValue()).isEqualTo(2);
    }

    @Test
    void a_member_works_with_rotations_connections_and_secrets() {
        var project = stage.project().as(member);
        String connection = project.connection("by-member", stage.redis().port(), Stage.ROTATOR);
        var own = project.rotation("by-member", connection);

        assertThat(own.rotate()).isOk();
        assertThat(own.generated()).isOk();
        assertThat(own.check()).hasStatus(204);
        assertThat(own.patch("{\"description\": \"mine\"}")).isOk();
        assertThat(own.delete("?deleteSecrets=true&revokeGeneratedCredentials=true"))
                .isOk();
        assertThat(project.createSecret("BY_MEMBER", "x")).isOk();
    }

    @Test
    void only_an_admin_gives_access() {
        var stranger = stage.installation().identity("stranger-to-roles", "member");
        String path = membership(stranger.id());
        var viewerRole = Json.object("{\"role\": \"viewer\"}");

        assertThat(member.post(path, viewerRole)).isError(403, "PermissionDenied");
        assertThat(admin.post(path, viewerRole)).isOk();
    }

    @Test
    void whoever_has_no_access_is_no_member() {
        assertThat(rotation.as(nobody).read().status()).isIn(403, 404);
        assertThat(nobody.get("/api/v2/secret-rotations?projectId="
                                + stage.project().id())
                        .status())
                .isIn(200, 403);
        assertThat(rotation.as(nobody).generated().status()).isIn(403, 404);
    }

    @Test
    void identities_of_the_organisation_are_for_its_admin() {
        assertThat(member.post(
                                "/api/v1/identities",
                                Json.object("""
                                        {"name": "x", "organizationId": %s, "role": "member"}""", stage.installation().organization()))
                        .status())
                .isEqualTo(403);
    }

    private Api login(String role) {
        var identity = stage.installation().identity("role-" + role, "member");
        stage.api()
                .post(membership(identity.id()), Json.object("{\"role\": %s}", role))
                .ok();
        return stage.api().as(stage.installation().logIn(identity).ok().text("/accessToken"));
    }

    private String membership(String identity) {
        return "/api/v2/workspace/" + stage.project().id() + "/identity-memberships/" + identity;
    }

    private static void assertRefused(Answer answer, String action) {
        assertThat(answer).isError(403, "PermissionDenied").says(action, "secret-rotation");
        assertThat(answer.at("/details").isArray()).isTrue();
    }
}
