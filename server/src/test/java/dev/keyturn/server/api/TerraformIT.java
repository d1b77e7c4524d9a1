// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Infisical's Terraform provider sends (contract §12), request by request, with all that it sends too much: names
/// of its own fields, places that cannot change, bodies of DELETE, and empty texts. And with what it leaves out:
/// `false`.
@TestInstance(Lifecycle.PER_CLASS)
class TerraformIT {
    private SqlWorld world;

    @BeforeAll
    void start() {
        world = new SqlWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private Answer send(String method, String path, ObjectNode body) {
        return world.as(world.token, method, path, body.toString());
    }

    private ObjectNode placed(String json) {
        return RotationWorld.object(json).put("workspaceId", world.project);
    }

    /// The connection, then the rotation, of one engine: created, read again, changed, and destroyed.
    @ParameterizedTest
    @CsvSource({
        "postgres, postgres-credentials, TF_PG",
        "mssql,    mssql-credentials,    TF_MS",
        "mysql,    mysql-credentials,    TF_MY"
    })
    void a_rotation_lives_from_plan_to_destroy(String app, String type, String prefix) {
        String user = prefix.toLowerCase(java.util.Locale.ROOT);
        world.users(user + "_a", user + "_b");
        String connections = SqlWorld.ALL_CONNECTIONS + "/" + app;
        String rotations = SqlWorld.ALL_ROTATIONS + "/" + type;

        Answer connected = send("POST", connections, connection(app));
        String connection = connected.text("/appConnection/id");
        Answer made = send("POST", rotations, rotation(type, connection, prefix, user));
        String id = made.text("/secretRotation/id");

        assertThat(connected.text("/appConnection/credentialsHash")).matches("[0-9a-f]{64}");
        assertRead(world.get(rotations + "/" + id), made, connection);
        assertChanged(rotations + "/" + id, type, id, connection);
        assertDestroyed(rotations + "/" + id, type, id, prefix);
        assertConnectionChangedAndDestroyed(connections + "/" + connection, app, connection);
    }

    private ObjectNode connection(String app) {
        ObjectNode body = world.connectionBody("tf-" + app).put("App", app).put("description", "");
        body.remove("projectId");
        return body;
    }

    private ObjectNode rotation(String type, String connection, String prefix, String user) {
        ObjectNode body = RotationWorld.object("""
                {"description":"","isAutoRotationEnabled":true,"environment":"dev","secretPath":"/",
                "rotationInterval":30,"rotateAtUtc":{"hours":0,"minutes":0}}""")
                .put("Provider", type)
                .put("name", "tf-" + type)
                .put("projectId", world.project)
                .put("connectionId", connection);
        body.putObject("parameters").put("username1", user + "_a").put("username2", user + "_b");
        body.putObject("secretsMapping").put("username", prefix + "_USER").put("password", prefix + "_PASS");
        return body;
    }

    /// What the provider decodes: numbers where it has integers, and names in their places.
    private static void assertRead(Answer read, Answer made, String connection) {
        JsonNode shown = read.json().path("secretRotation");

        assertThat(made.status()).isEqualTo(200);
        assertThat(shown.path("id")).isEqualTo(made.json().at("/secretRotation/id"));
        assertThat(shown.at("/connection/id").asText()).isEqualTo(connection);
        assertThat(shown.at("/environment/slug").asText()).isEqualTo("dev");
        assertThat(shown.at("/folder/path").asText()).isEqualTo("/");
        assertThat(shown.at("/rotateAtUtc/hours").isIntegralNumber()).isTrue();
        assertThat(shown.at("/rotateAtUtc/minutes").isIntegralNumber()).isTrue();
        assertThat(shown.path("rotationInterval").asInt()).isEqualTo(30);
    }

    /// An update sends everything again, in the place where it is; switched off, auto-rotation is left out.
    private void assertChanged(String path, String type, String id, String connection) {
        Answer changed = send(
                "PATCH",
                path,
                RotationWorld.object("""
                {"description":"by Terraform","environment":"dev","secretPath":"/","rotationInterval":7,
                "rotateAtUtc":{"hours":3,"minutes":15}}""")
                        .put("Provider", type)
                        .put("ID", id)
                        .put("name", "tf-renamed-" + type)
                        .put("connectionId", connection));

        JsonNode shown = changed.json().path("secretRotation");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(shown.path("name").asText()).isEqualTo("tf-renamed-" + type);
        assertThat(shown.path("description").asText()).isEqualTo("by Terraform");
        assertThat(shown.path("rotationInterval").asInt()).isEqualTo(7);
        assertThat(shown.at("/rotateAtUtc/minutes").asInt()).isEqualTo(15);
        assertThat(shown.path("isAutoRotationEnabled").asBoolean()).isTrue();
        assertThat(shown.path("credentialVersion").asInt()).isEqualTo(1);
    }

    /// Destroy sends no flags, so the secrets stay and the credential goes on working.
    private void assertDestroyed(String path, String type, String id, String prefix) {
        String password = world.secret(prefix + "_PASS");

        Answer destroyed = send(
                "DELETE", path, RotationWorld.object("{}").put("Provider", type).put("ID", id));

        assertThat(destroyed.status()).isEqualTo(200);
        assertThat(world.get(path).status()).isEqualTo(404);
        assertThat(world.secret(prefix + "_PASS")).isEqualTo(password);
        assertThat(world.postgres.accepts(world.secret(prefix + "_USER"), password))
                .isTrue();
    }

    private void assertConnectionChangedAndDestroyed(String path, String app, String id) {
        ObjectNode change = RotationWorld.object("{\"description\":\"shared\",\"method\":\"username-and-password\"}")
                .put("App", app)
                .put("ID", id)
                .put("name", "tf-" + app + "-renamed");

        Answer changed = send("PATCH", path, change);
        Answer destroyed =
                send("DELETE", path, RotationWorld.object("{}").put("App", app).put("ID", id));

        assertThat(changed.text("/appConnection/name")).isEqualTo("tf-" + app + "-renamed");
        assertThat(destroyed.status()).isEqualTo(200);
        assertThat(world.get(path).status()).isEqualTo(404);
    }

    @Test
    void a_secret_lives_from_plan_to_destroy() {
        String path = "/api/v3/secrets/raw/TF_SECRET";
        String query = "?workspaceId=%s&environment=dev&type=shared&secretPath=%%2F".formatted(world.project);
        String place = "\"type\":\"shared\",\"environment\":\"dev\",\"secretPath\":\"/\"";

        Answer made = send("POST", path, placed("""
                {%s,"secretKey":"TF_SECRET","secretValue":"one","secretComment":"","secretReminderNote":"",
                "secretReminderRepeatDays":0,"tagIds":null}""".formatted(place)));
        Answer changed = send("PATCH", path, placed("""
                {%s,"secretName":"TF_SECRET","secretValue":"two","tagIds":[]}""".formatted(place)));

        assertThat(made.status()).isEqualTo(200);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(world.get(path + query).text("/secret/secretValue")).isEqualTo("two");
        assertThat(world.get("/api/v3/secrets/raw/id/" + made.text("/secret/id"))
                        .text("/secret/secretKey"))
                .isEqualTo("TF_SECRET");
        assertThat(send("DELETE", path, placed("{%s,\"secretName\":\"TF_SECRET\"}".formatted(place)))
                        .status())
                .isEqualTo(200);
        assertThat(world.get(path + query).status()).isEqualTo(404);
    }

    @Test
    void a_folder_a_tag_and_an_import_live_from_plan_to_destroy() {
        Answer folder =
                send("POST", "/api/v1/folders", placed("{\"environment\":\"dev\",\"name\":\"tf\",\"path\":\"/\"}"));
        String folders = "/api/v1/folders/" + folder.text("/folder/id");
        Answer tag = send(
                "POST",
                "/api/v1/workspace/" + world.project + "/tags",
                RotationWorld.object("{\"name\":\"Team\",\"slug\":\"team\",\"color\":\"#fff\"}")
                        .put("projectId", world.project));
        Answer made = send("POST", "/api/v1/secret-imports", placed("""
                {"environment":"dev","path":"/","isReplication":false,"import":{"environment":"dev","path":"/tf"}}"""));
        String id = made.text("/secretImport/id");

        assertThat(world.get(folders).text("/folder/environment/envSlug")).isEqualTo("dev");
        assertThat(world.get("/api/v1/folders/%s/dev/%%2Ftf".formatted(world.project))
                        .text("/folder/id"))
                .isEqualTo(folder.text("/folder/id"));
        assertThat(tag.text("/workspaceTag/slug")).isEqualTo("team");
        assertThat(made.text("/secretImport/importPath")).isEqualTo("/tf");
        assertThat(send(
                                "DELETE",
                                "/api/v1/secret-imports/" + id,
                                placed("{\"environment\":\"dev\",\"path\":\"/\"}")
                                        .put("id", id))
                        .status())
                .isEqualTo(200);
        assertThat(send("DELETE", folders, placed("{\"environment\":\"dev\",\"path\":\"/\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_project_and_an_environment_live_from_plan_to_destroy() {
        Answer made = send("POST", "/api/v2/workspace", RotationWorld.object("""
                {"projectName":"TF","slug":"tf-project","organizationSlug":"shop","template":"","kmsKeyId":"",
                "shouldCreateDefaultEnvs":true,"hasDeleteProtection":false,"type":"secret-manager"}"""));
        String project = made.text("/project/id");
        Answer environment = send(
                "POST",
                "/api/v1/workspace/" + project + "/environments",
                RotationWorld.object("{\"name\":\"QA\",\"slug\":\"qa\",\"position\":4}")
                        .put("projectId", project));

        assertThat(environment.text("/environment/slug")).isEqualTo("qa");
        assertThat(world.get("/api/v1/workspace/" + project).json().at("/workspace/environments"))
                .hasSize(4);
        assertThat(send("PATCH", "/api/v2/workspace/tf-project", RotationWorld.object("{\"name\":\"TF 2\"}"))
                        .text("/name"))
                .isEqualTo("TF 2");
        assertThat(world.get("/api/v2/workspace/tf-project").text("/id")).isEqualTo(project);
        assertThat(world.delete("/api/v2/workspace/tf-project").status()).isEqualTo(200);
    }
}
