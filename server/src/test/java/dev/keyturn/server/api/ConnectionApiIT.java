// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The connections API over HTTP with a real Redis (API contract §6).
@TestInstance(Lifecycle.PER_CLASS)
class ConnectionApiIT {
    private RotationWorld world;

    @BeforeAll
    void start() {
        world = new RotationWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void shows_everything_but_the_password() {
        Answer made = make("shown", body -> body.put("description", "Cache, rotation admin"));

        JsonNode connection = made.json().path("appConnection");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.response().body())
                .doesNotContain(world.redis.setup().admin().password())
                .doesNotContain("\"password\"");
        assertThat(connection.path("credentialsHash").asText()).matches("[0-9a-f]{64}");
        assertThat(connection.path("app").asText()).isEqualTo("redis");
        assertThat(connection.path("version").asInt()).isEqualTo(1);
        assertThat(connection.at("/project/name").asText()).isEqualTo("Shop");
        assertThat(connection.at("/health/status").asText()).isEqualTo("ok");
        assertThat(connection.path("nodes")).isEmpty();
        assertThat(world.get(path(made)).json()).isEqualTo(made.json());
        assertThat(world.get(CONNECTIONS + "/connection-name/shown").json()).isEqualTo(made.json());
    }

    @Test
    void stores_nothing_that_does_not_log_in() {
        Answer refused = make("wrong", body -> body.withObject("/credentials").put("password", "not-the-password"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message"))
                .startsWith("Redis connection test failed on node " + world.redis.name())
                .doesNotContain("not-the-password");
        assertThat(world.get(CONNECTIONS + "/connection-name/wrong").status()).isEqualTo(404);
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                refused(body -> body.put("isPlatformManagedCredentials", true)),
                refused(body -> body.put("gatewayId", UUID.randomUUID().toString())),
                refused(body -> body.put("method", "token")),
                refused(body -> body.put("name", "My Redis")),
                refused(body -> body.withObject("/credentials").put("port", 0)),
                refused(body -> body.withObject("/credentials").put("host", "")),
                refused(body -> body.withObject("/credentials").remove("username")),
                refused(body -> body.withObject("/credentials").put("password", "")),
                refused(body -> body.remove("credentials")),
                refused(body -> body.putArray("nodes").addObject().put("host", "x")),
                refused(body -> body.putArray("nodes")
                        .addObject()
                        .put("host", "x")
                        .put("port", 1)
                        .put("name", "y")));
    }

    @ParameterizedTest
    @MethodSource("refusedBodies")
    void refuses_a_body_that_breaks_its_schema(Consumer<ObjectNode> change) {
        assertThat(make("refused", change).status()).isEqualTo(422);
    }

    @Test
    void takes_what_consoles_and_samples_send() {
        Answer made = make("lenient", body -> {
            body.put("app", "redis").put("isAutoRotationEnabled", false).putNull("gatewayId");
            ObjectNode credentials = body.withObject("/credentials");
            credentials.remove("sslEnabled");
            credentials.remove("sslRejectUnauthorized");
            credentials.put("port", String.valueOf(world.redis.port())).put("sslCertificate", "");
        });

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().at("/appConnection/credentials/sslEnabled").asBoolean())
                .isFalse();
        assertThat(made.json()
                        .at("/appConnection/credentials/sslRejectUnauthorized")
                        .asBoolean())
                .isTrue();
        assertThat(made.json().at("/appConnection/credentials/sslCertificate").isMissingNode())
                .isTrue();
    }

    @Test
    void changes_its_hash_with_the_credentials_alone() {
        Answer made = make("hashed", _ -> {});
        String hash = made.text("/appConnection/credentialsHash");
        ObjectNode credentials = (ObjectNode) world.connectionBody("x").path("credentials");
        credentials.put("sslRejectUnauthorized", true);

        Answer described = world.patch(path(made), "{\"description\":\"new\"}");
        Answer changed = world.patch(path(made), "{\"credentials\":" + credentials + "}");

        assertThat(described.text("/appConnection/credentialsHash")).isEqualTo(hash);
        assertThat(described.text("/appConnection/description")).isEqualTo("new");
        assertThat(described.json().at("/appConnection/version").asInt()).isEqualTo(2);
        assertThat(changed.text("/appConnection/credentialsHash"))
                .isNotEqualTo(hash)
                .hasSize(64);
    }

    @Test
    void keeps_the_password_of_null_for_the_same_login_only() {
        Answer made = make("same-login", _ -> {});
        ObjectNode credentials = (ObjectNode) world.connectionBody("x").path("credentials");
        credentials.putNull("password").put("sslRejectUnauthorized", true);
        ObjectNode elsewhere = credentials.deepCopy().put("host", "localhost");

        Answer changed = world.patch(path(made), "{\"credentials\":" + credentials + "}");
        Answer tested = world.post(path(made) + "/test", "{\"credentials\":" + credentials + "}");
        Answer led = world.patch(path(made), "{\"credentials\":" + elsewhere + "}");

        assertThat(changed.json()
                        .at("/appConnection/credentials/sslRejectUnauthorized")
                        .asBoolean())
                .isTrue();
        assertThat(tested.json().at("/checks/0/outcome").asText()).isEqualTo("pass");
        assertThat(led.status()).isEqualTo(422);
        assertThat(led.json().at("/message/0/path").toString()).isEqualTo("[\"credentials\",\"password\"]");
    }

    @Test
    void changes_nothing_if_new_credentials_do_not_log_in() {
        Answer made = make("kept", _ -> {});
        ObjectNode credentials = (ObjectNode) world.connectionBody("x").path("credentials");
        credentials.put("password", "not-the-password");

        Answer refused = world.patch(path(made), "{\"name\":\"other\",\"credentials\":" + credentials + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(world.get(path(made)).json()).isEqualTo(made.json());
    }

    @Test
    void keeps_the_nodes_that_are_configured_and_uses_them() {
        Answer made = make(
                "nodes",
                body -> body.putArray("nodes")
                        .addObject()
                        .put("host", "localhost")
                        .put("port", world.redis.port()));
        String id = world.rotation(body -> body.put("connectionId", made.text("/appConnection/id")));

        JsonNode steps = world.get(RotationWorld.ROTATIONS + "/" + id + "/attempts")
                .json()
                .at("/attempts/0/steps");

        assertThat(made.json().at("/appConnection/nodes/0/host").asText()).isEqualTo("localhost");
        assertThat(steps)
                .isNotEmpty()
                .allSatisfy(
                        step -> assertThat(step.path("node").asText()).isEqualTo("localhost:" + world.redis.port()));
    }

    @Test
    void refuses_a_name_that_is_taken() {
        make("taken", _ -> {});

        Answer refused = make("taken", _ -> {});

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("\"taken\" already exists");
    }

    @Test
    void is_not_deleted_while_a_rotation_uses_it() {
        Answer made = make("used", _ -> {});
        String id = world.rotation(body -> body.put("connectionId", made.text("/appConnection/id")));

        Answer refused = world.delete(path(made));
        world.delete(RotationWorld.ROTATIONS + "/" + id);
        Answer deleted = world.delete(path(made));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("while rotations use it");
        assertThat(deleted.json()).isEqualTo(made.json());
        assertThat(world.get(path(made)).status()).isEqualTo(404);
    }

    @Test
    void lists_what_can_be_used() {
        Answer made = make("listed", _ -> {});
        String listed = "{\"app\":\"redis\",\"name\":\"listed\",\"id\":\"" + made.text("/appConnection/id") + "\"}";

        assertThat(world.get(CONNECTIONS + "/available?projectId=" + world.project)
                        .response()
                        .body())
                .contains(listed);
        assertThat(world.get(CONNECTIONS + "?projectId=" + world.project)
                        .response()
                        .body())
                .contains(made.text("/appConnection/id"));
        assertThat(world.get("/api/v1/app-connections").response().body()).contains(made.text("/appConnection/id"));
        assertThat(world.get("/api/v1/app-connections/options").text("/appConnectionOptions/0/app"))
                .isEqualTo("redis");
        assertThat(world.get("/api/v1/app-connections/nothing").status()).isEqualTo(404);
    }

    @Test
    void belongs_to_the_organisation_without_a_project() {
        Answer made = make("shared", body -> body.remove("projectId"));

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().at("/appConnection/project").isNull()).isTrue();
        assertThat(world.create(body -> body.put("connectionId", made.text("/appConnection/id")))
                        .status())
                .isEqualTo(200);
    }

    private Answer make(String name, Consumer<ObjectNode> change) {
        ObjectNode body = world.connectionBody(name);
        change.accept(body);
        return world.post(CONNECTIONS, body.toString());
    }

    private static Arguments refused(Consumer<ObjectNode> change) {
        return Arguments.of(change);
    }

    private static String path(Answer made) {
        return CONNECTIONS + "/" + made.text("/appConnection/id");
    }
}
