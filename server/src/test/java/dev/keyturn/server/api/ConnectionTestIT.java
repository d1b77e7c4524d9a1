// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What can be said of a connection before it is stored (API contract §13.3), with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class ConnectionTestIT {
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
    void says_what_has_to_be_done_at_the_target_first() {
        Answer setup = world.get(CONNECTIONS + "/setup?username=rotator");

        assertThat(setup.status()).isEqualTo(200);
        assertThat(setup.json().at("/setup/port").asInt()).isEqualTo(6379);
        assertThat(setup.json().at("/setup/hasDatabase").asBoolean()).isFalse();
        assertThat(setup.text("/setup/statements/0"))
                .startsWith("ACL SETUSER rotator on >PASSWORD +acl|setuser +acl|deluser");
    }

    @Test
    void says_that_a_connection_would_do_and_stores_nothing() {
        ObjectNode body = world.connectionBody("tried");

        Answer answer = world.post(CONNECTIONS + "/test", body.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(check(answer, "connection").path("outcome").asText()).isEqualTo("pass");
        assertThat(check(answer, "grants").path("outcome").asText()).isEqualTo("pass");
        assertThat(check(answer, "plaintext").path("outcome").asText()).isEqualTo("warn");
        assertThat(answer.text("/address")).isEqualTo("127.0.0.1");
        assertThat(world.get(CONNECTIONS + "/connection-name/tried").status()).isEqualTo(404);
        assertThat(world.accounts()).noneMatch(name -> name.contains("probe"));
    }

    @Test
    void names_the_command_that_gives_a_missing_right() {
        world.redis.admin("ACL", "SETUSER", "half", "on", ">half's", "+ping", "+auth", "+hello", "+acl|setuser");
        ObjectNode body = world.connectionBody("half");
        ((ObjectNode) body.path("credentials")).put("username", "half").put("password", "half's");

        Answer answer = world.post(CONNECTIONS + "/test", body.toString());

        assertThat(answer.status()).isEqualTo(200);
        JsonNode grants = check(answer, "grants");
        assertThat(grants.path("outcome").asText()).isEqualTo("fail");
        assertThat(grants.path("message").asText()).contains("ACL SETUSER half").contains("+acl|deluser");
    }

    @Test
    void says_why_a_connection_does_not_open_without_the_password() {
        ObjectNode body = world.connectionBody("wrong");
        ((ObjectNode) body.path("credentials")).put("password", "not this one");

        Answer answer = world.post(CONNECTIONS + "/test", body.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(check(answer, "connection").path("outcome").asText()).isEqualTo("fail");
        assertThat(answer.json().toString()).doesNotContain("not this one");
    }

    @Test
    void tests_a_stored_one_as_it_would_be_after_a_change() {
        String stored = CONNECTIONS + "/" + world.connection;
        ObjectNode elsewhere = RotationWorld.object("{}");
        elsewhere.putArray("nodes").addObject().put("host", "127.0.0.1").put("port", 1);

        Answer asItIs = world.post(stored + "/test", "");
        Answer changed = world.post(stored + "/test", elsewhere.toString());

        assertThat(check(asItIs, "connection").path("outcome").asText()).isEqualTo("pass");
        assertThat(check(changed, "connection").path("outcome").asText()).isEqualTo("fail");
        assertThat(check(changed, "connection").path("message").asText()).contains("127.0.0.1:1");
        assertThat(world.get(stored).json().at("/appConnection/nodes")).isEmpty();
        assertThat(world.get(stored).json().at("/appConnection/version").asInt())
                .isEqualTo(1);
    }

    @Test
    void keeps_the_schema_a_matter_of_422() {
        assertThat(world.post(CONNECTIONS + "/test", "{}").status()).isEqualTo(422);
    }

    private static JsonNode check(Answer answer, String name) {
        return StreamSupport.stream(answer.json().path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + answer.json()));
    }
}
