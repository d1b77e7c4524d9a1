// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Moving a rotation with its secrets to another environment or folder (API contract §2.1, K30, §15.5).
@TestInstance(Lifecycle.PER_CLASS)
class RotationMoveIT {
    private RotationWorld world;

    @BeforeAll
    void start() {
        world = new RotationWorld();
        var _ = folder("prod", "/", "apps");
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void takes_secrets_versions_and_history_along() {
        String id = world.rotation();
        world.rotate(id);
        JsonNode before = world.shown(id);
        String name = before.at("/secretsMapping/password").asText();
        Answer secret = world.readSecret(name);

        Answer moved = move(id, "prod", "/apps", false);

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("/sourceEnvironment")).isEqualTo("dev");
        assertThat(moved.text("/sourceSecretPath")).isEqualTo("/");
        assertThat(moved.text("/secretRotation/id")).isEqualTo(id);
        assertThat(moved.text("/secretRotation/environment/slug")).isEqualTo("prod");
        assertThat(moved.text("/secretRotation/folder/path")).isEqualTo("/apps");
        assertThat(moved.json().at("/secretRotation/nextRotationAt")).isEqualTo(before.path("nextRotationAt"));
        assertThat(world.readSecret(name).status()).isEqualTo(404);
        Answer there = secret(name, "prod", "/apps");
        assertThat(there.text("/secret/id")).isEqualTo(secret.text("/secret/id"));
        assertThat(there.text("/secret/version")).isEqualTo("2");
        assertThat(there.text("/secret/secretValue")).isEqualTo(secret.text("/secret/secretValue"));
        assertThat(world.get(ROTATIONS + "/" + id + "/attempts").json().path("attempts"))
                .hasSize(2);
    }

    @Test
    void publishes_at_its_new_place_from_then_on() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        move(id, "prod", "/", false);

        assertThat(world.rotate(id).status()).isEqualTo(200);

        JsonNode published = world.sets(id).get(1);
        assertThat(secret(name, "prod", "/").text("/secret/secretValue"))
                .isEqualTo(published.path("password").asText());
        assertThat(world.logsIn(published)).isTrue();
        assertThat(world.readSecret(name).status()).isEqualTo(404);
    }

    @Test
    void changes_nothing_when_it_is_there_already() {
        String id = world.rotation();
        JsonNode before = world.shown(id);

        Answer stayed = move(id, "dev", "/", false);

        assertThat(stayed.status()).isEqualTo(200);
        assertThat(stayed.json().path("secretRotation")).isEqualTo(before);
    }

    @Test
    void refuses_a_place_that_does_not_exist() {
        String id = world.rotation();

        assertThat(move(id, "nowhere", "/", false).status()).isEqualTo(400);
        assertThat(move(id, "prod", "/none", false).status()).isEqualTo(400);
        assertThat(move(id, "prod", "none", false).status()).isEqualTo(422);
        assertThat(world.post(ROTATIONS + "/" + id + "/move", "{}").status()).isEqualTo(422);
        assertThat(world.shown(id).at("/environment/slug").asText()).isEqualTo("dev");
    }

    @Test
    void refuses_a_name_that_another_rotation_has_there() {
        String there = world.rotation(body -> body.put("environment", "prod").put("name", "twin"));
        String id = world.rotation(body -> body.put("name", "twin"));

        Answer refused = move(id, "prod", "/", true);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message"))
                .isEqualTo("A rotation named \"twin\" already exists in environment \"prod\" at path \"/\"");
        assertThat(world.shown(there).at("/environment/slug").asText()).isEqualTo("prod");
    }

    @Test
    void overwrites_ordinary_secrets_on_request_alone() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        world.post(
                "/api/v3/secrets/raw/" + name,
                "{\"workspaceId\":\"%s\",\"environment\":\"prod\",\"secretValue\":\"by hand\"}"
                        .formatted(world.project));

        Answer refused = move(id, "prod", "/", false);
        String kept = secret(name, "prod", "/").text("/secret/secretValue");
        Answer moved = move(id, "prod", "/", true);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains(name).contains("overwriteDestination");
        assertThat(kept).isEqualTo("by hand");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(secret(name, "prod", "/")
                        .json()
                        .at("/secret/isRotatedSecret")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void never_overwrites_secrets_of_another_rotation() {
        String other = world.rotation(body -> body.put("environment", "prod"));
        String taken = world.shown(other).at("/secretsMapping/password").asText();
        String id = world.rotation(
                body -> body.putObject("secretsMapping").put("username", "FREE").put("password", taken));
        String before = secret(taken, "prod", "/").text("/secret/secretValue");

        Answer refused = move(id, "prod", "/", true);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains(taken);
        assertThat(secret(taken, "prod", "/").text("/secret/secretValue")).isEqualTo(before);
        assertThat(world.shown(id).at("/environment/slug").asText()).isEqualTo("dev");
    }

    @Test
    void goes_along_with_its_folder_to_another_environment() {
        String folder = folder("dev", "/", "along").text("/folder/id");
        String id = world.rotation(body -> body.put("secretPath", "/along"));
        String name = world.shown(id).at("/secretsMapping/password").asText();
        String secret = secret(name, "dev", "/along").text("/secret/id");

        Answer moved = world.patch(
                "/api/v1/folders/" + folder,
                "{\"workspaceId\":\"%s\",\"environment\":\"prod\",\"path\":\"/apps\",\"name\":\"along\"}"
                        .formatted(world.project));

        assertThat(moved.text("/folder/path")).isEqualTo("/apps/along");
        assertThat(world.shown(id).at("/environment/slug").asText()).isEqualTo("prod");
        assertThat(world.shown(id).at("/folder/path").asText()).isEqualTo("/apps/along");
        assertThat(world.rotate(id).status()).isEqualTo(200);
        Answer published = secret(name, "prod", "/apps/along");
        assertThat(published.text("/secret/id")).isEqualTo(secret);
        assertThat(published.text("/secret/secretValue"))
                .isEqualTo(world.sets(id).get(1).path("password").asText());
        assertThat(world.get(ROTATIONS + "/" + id + "/attempts").json().path("attempts"))
                .hasSize(2);
    }

    @Test
    void keeps_its_secrets_from_every_other_way_of_writing() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        String secret = world.readSecret(name).text("/secret/id");
        String before = world.secret(name);
        String one = "{\"projectId\":\"%s\",\"environment\":\"dev\",\"type\":\"%s\",\"secretValue\":\"mine\"}";
        String many = "{\"projectId\":\"%s\",\"environment\":\"dev\",\"secrets\":[{\"secretKey\":\"%s\",%s}]}";
        String batch = "/api/v4/secrets/batch";

        assertRefused(world.patch("/api/v4/secrets/" + name, one.formatted(world.project, "shared")));
        assertRefused(world.post("/api/v4/secrets/" + name, one.formatted(world.project, "personal")));
        assertRefused(world.patch(batch, many.formatted(world.project, name, "\"secretValue\":\"mine\"")));
        assertRefused(world.patch(batch, many.formatted(world.project, name, "\"newSecretName\":\"MINE\"")));
        assertRefused(world.server()
                .call(world.token, "DELETE", batch, many.formatted(world.project, name, "\"type\":\"shared\"")));
        assertRefused(world.post("/api/v3/secrets/move", """
                {"projectId":"%s","sourceEnvironment":"dev","destinationEnvironment":"prod","shouldOverwrite":true,
                "secretIds":["%s"]}""".formatted(world.project, secret)));
        assertThat(world.secret(name)).isEqualTo(before);
    }

    @Test
    void does_not_let_a_moved_secret_take_its_place() {
        String id = world.rotation();
        String name = world.shown(id).at("/secretsMapping/password").asText();
        String other = world.post(
                        "/api/v4/secrets/" + name,
                        "{\"projectId\":\"%s\",\"environment\":\"staging\",\"secretValue\":\"mine\"}"
                                .formatted(world.project))
                .text("/secret/id");

        Answer refused = world.post("/api/v4/secrets/move", """
                {"projectId":"%s","sourceEnvironment":"staging","destinationEnvironment":"dev","shouldOverwrite":true,
                "secretIds":["%s"]}""".formatted(world.project, other));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(world.readSecret(name).json().at("/secret/isRotatedSecret").asBoolean())
                .isTrue();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).contains("rotated secret");
    }

    private Answer move(String id, String environment, String path, boolean overwrite) {
        return world.post(
                ROTATIONS + "/" + id + "/move",
                "{\"destinationEnvironment\":\"%s\",\"destinationSecretPath\":\"%s\",\"overwriteDestination\":%s}"
                        .formatted(environment, path, overwrite));
    }

    private Answer secret(String name, String environment, String path) {
        return world.get("/api/v3/secrets/raw/" + name + "?workspaceId=" + world.project + "&environment=" + environment
                + "&secretPath=" + path);
    }

    private Answer folder(String environment, String path, String name) {
        Answer made = world.post(
                "/api/v1/folders",
                "{\"workspaceId\":\"%s\",\"environment\":\"%s\",\"path\":\"%s\",\"name\":\"%s\"}"
                        .formatted(world.project, environment, path, name));
        assertThat(made.status()).isEqualTo(200);
        return made;
    }
}
