// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// The recorded requests of the contract's SQL samples (§3.2–3.4, §6), and what they are answered with.
@TestInstance(Lifecycle.PER_CLASS)
class SqlSamplesIT {
    private SqlWorld world;

    @BeforeAll
    void start() {
        world = new SqlWorld();
        world.users("billing_a", "billing_b", "orders_a", "orders_b", "shop_a", "shop_b");
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void answers_the_sample_of_postgres() {
        world.post("/api/v1/folders", folder("billing"));
        world.at(Instant.parse("2026-03-02T09:20:11.482Z"));
        ObjectNode request = placed("""
                {"name":"billing-postgres","description":"Billing service","environment":"prod","secretPath":"/billing",
                "isAutoRotationEnabled":true,"rotationInterval":30,"rotateAtUtc":{"hours":3,"minutes":15},
                "parameters":{"username1":"billing_a","username2":"billing_b",
                "rotationStatement":"ALTER USER \\"{{username}}\\" WITH PASSWORD '{{password}}'",
                "passwordRequirements":{"length":40,"allowedSymbols":"-_=?'",
                "required":{"digits":4,"lowercase":4,"uppercase":4,"symbols":2}}},
                "secretsMapping":{"username":"BILLING_DB_USERNAME","password":"BILLING_DB_PASSWORD"}}""", world.connection);

        Answer made = world.post(SqlWorld.ROTATIONS, request.toString());

        JsonNode shown = shown(made, request);
        assertThat(shown.path("type").asText()).isEqualTo("postgres-credentials");
        assertThat(shown.path("nextRotationAt").asText()).isEqualTo("2026-04-02T03:15:00.000Z");
        assertThat(shown.at("/connection/app").asText()).isEqualTo("postgres");
        assertThat(shown.at("/environment/slug").asText()).isEqualTo("prod");
        assertThat(shown.at("/folder/path").asText()).isEqualTo("/billing");
        assertThat(shown.path("parameters")).isEqualTo(request.path("parameters"));
        assertThat(shown.path("activeIndex").asInt()).isZero();
    }

    @Test
    void answers_the_sample_of_sql_server() {
        String connection = connect("mssql");
        world.at(Instant.parse("2026-03-02T09:25:40.120Z"));
        ObjectNode request = placed("""
                {"name":"orders-mssql","environment":"staging","secretPath":"/","rotationInterval":7,
                "rotateAtUtc":{"hours":22,"minutes":0},
                "parameters":{"username1":"orders_a","username2":"orders_b"},
                "secretsMapping":{"username":"MSSQL_DB_USERNAME","password":"MSSQL_DB_PASSWORD"}}""", connection);

        Answer made = world.post(SqlWorld.ALL_ROTATIONS + "/mssql-credentials", request.toString());

        JsonNode shown = shown(made, request);
        assertThat(shown.path("type").asText()).isEqualTo("mssql-credentials");
        assertThat(shown.path("description").isNull()).isTrue();
        assertThat(shown.path("isAutoRotationEnabled").asBoolean()).isTrue();
        assertThat(shown.path("nextRotationAt").asText()).isEqualTo("2026-03-09T22:00:00.000Z");
        assertThat(shown.path("parameters")).isEqualTo(request.path("parameters"));
    }

    @Test
    void answers_the_sample_of_mysql() {
        world.post("/api/v1/folders", folder("shop").replace("prod", "dev"));
        String connection = connect("mysql");
        ObjectNode request = placed("""
                {"name":"shop-mysql","description":"Rotated by hand","environment":"dev","secretPath":"/shop/",
                "isAutoRotationEnabled":false,"rotationInterval":"14",
                "parameters":{"username1":"shop_a","username2":"shop_b"},
                "secretsMapping":{"username":"MYSQL_USERNAME","password":"MYSQL_PASSWORD"}}""", connection);

        Answer made = world.post(SqlWorld.ALL_ROTATIONS + "/mysql-credentials", request.toString());

        JsonNode shown = shown(made, request);
        assertThat(shown.path("type").asText()).isEqualTo("mysql-credentials");
        assertThat(shown.path("nextRotationAt").isNull()).isTrue();
        assertThat(shown.path("rotationInterval").asInt()).isEqualTo(14);
        assertThat(shown.at("/folder/path").asText()).isEqualTo("/shop");
        assertThat(shown.path("rotateAtUtc").toString()).isEqualTo("{\"hours\":0,\"minutes\":0}");
    }

    @Test
    void offers_each_type_with_its_template_sorted_by_name() {
        JsonNode options = world.get(SqlWorld.ALL_ROTATIONS + "/options").json().path("secretRotationOptions");

        assertThat(options.findValuesAsText("name"))
                .containsExactly("Microsoft SQL Server Credentials", "MySQL Credentials", "PostgreSQL Credentials");
        assertThat(options.get(2).path("connection").asText()).isEqualTo("postgres");
        assertThat(options.get(2).at("/template/rotationStatement").asText())
                .isEqualTo("ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'");
        assertThat(options.get(2).at("/template/createUserStatement").asText()).startsWith("CREATE USER \"app_a\"");
        assertThat(options.get(0).at("/template/secretsMapping/username").asText())
                .isEqualTo("MSSQL_DB_USERNAME");
        assertThat(options.get(1).at("/template/secretsMapping/password").asText())
                .isEqualTo("MYSQL_PASSWORD");
    }

    @Test
    void shows_a_connection_with_its_database_and_without_its_password() {
        Answer shown = world.get(SqlWorld.CONNECTIONS + "/" + world.connection);

        assertThat(shown.json().at("/appConnection/credentials").toString())
                .isEqualTo("{\"host\":\"127.0.0.1\",\"port\":%d,\"database\":\"postgres\",\"username\":\"rotator\","
                                .formatted(world.postgres.port())
                        + "\"sslEnabled\":false,\"sslRejectUnauthorized\":false}");
        assertThat(shown.text("/appConnection/credentialsHash")).matches("[0-9a-f]{64}");
    }

    private String connect(String app) {
        return world.post(
                        SqlWorld.ALL_CONNECTIONS + "/" + app,
                        world.connectionBody(app + "-db").toString())
                .text("/appConnection/id");
    }

    private ObjectNode placed(String json, String connection) {
        return RotationWorld.object(json).put("projectId", world.project).put("connectionId", connection);
    }

    private String folder(String name) {
        return RotationWorld.object("{\"environment\":\"prod\",\"path\":\"/\"}")
                .put("name", name)
                .put("workspaceId", world.project)
                .toString();
    }

    /// What every answer has in common.
    private static JsonNode shown(Answer made, ObjectNode request) {
        assertThat(made.response().body()).contains("\"secretRotation\"");
        assertThat(made.status()).isEqualTo(200);
        JsonNode shown = made.json().path("secretRotation");
        assertThat(shown.path("name")).isEqualTo(request.path("name"));
        assertThat(shown.path("secretsMapping")).isEqualTo(request.path("secretsMapping"));
        assertThat(shown.path("rotationStatus").asText()).isEqualTo("success");
        assertThat(shown.path("isLastRotationManual").asBoolean()).isTrue();
        assertThat(shown.path("lastRotationJobId").isNull()).isTrue();
        assertThat(shown.path("lastRotationMessage").isNull()).isTrue();
        assertThat(shown.path("lastRotatedAt")).isEqualTo(shown.path("createdAt"));
        return shown;
    }
}
