// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.SqlWorld.ADMIN;
import static dev.keyturn.server.api.SqlWorld.CONNECTIONS;
import static dev.keyturn.server.api.SqlWorld.FOUND;
import static dev.keyturn.server.api.SqlWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Plans, usage and connection tests of a SQL engine (API contract §13.3, K12, K28), with a real PostgreSQL.
@TestInstance(Lifecycle.PER_CLASS)
class SqlPlanIT {
    private SqlWorld world;

    @BeforeAll
    void start() {
        world = new SqlWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void plans_a_pair_that_is_there_and_leaves_it_alone() {
        ObjectNode body = world.pairBody();
        String user = body.at("/parameters/username1").asText();

        JsonNode plan = plan(body);

        assertThat(plan.path("feasible").asBoolean()).as(plan.toString()).isTrue();
        assertThat(plan.path("account").asText()).isEqualTo(user);
        assertThat(check(plan, "unknown-verifier").path("outcome").asText()).isEqualTo("warn");
        assertThat(plan.at("/steps/0/statement").asText()).contains(user);
        assertThat(world.postgres.accepts(user, FOUND)).isTrue();
    }

    @Test
    void ends_a_missing_right_with_the_exact_statement() {
        world.postgres.admin("CREATE ROLE plain_a LOGIN");
        world.postgres.admin("CREATE ROLE plain_b LOGIN");

        JsonNode plan = plan(world.rotationBody("plain_a", "plain_b"));

        assertThat(plan.path("feasible").asBoolean()).isFalse();
        assertThat(messages(plan, "grants"))
                .anyMatch(text -> text.endsWith("GRANT \"plain_a\" TO \"" + ADMIN + "\" WITH ADMIN OPTION;"))
                .anyMatch(text -> text.endsWith("GRANT \"plain_b\" TO \"" + ADMIN + "\" WITH ADMIN OPTION;"));
    }

    @Test
    void names_a_user_that_is_missing_and_one_that_is_the_connections_own() {
        JsonNode missing = plan(world.rotationBody("nobody_a", "nobody_b"));
        JsonNode own = plan(world.rotationBody(ADMIN, "nobody_b"));

        assertThat(messages(missing, "account")).anyMatch(text -> text.contains("nobody_a"));
        assertThat(messages(own, "owner")).anyMatch(text -> text.contains(ADMIN));
    }

    @Test
    void names_the_rotation_that_owns_a_user_already() {
        ObjectNode first = world.pairBody();
        world.post(ROTATIONS, first.toString());
        ObjectNode second = world.rotationBody(
                first.at("/parameters/username2").asText(),
                world.pairBody().at("/parameters/username1").asText());

        JsonNode plan = plan(second);

        assertThat(plan.path("feasible").asBoolean()).isFalse();
        assertThat(messages(plan, "owner"))
                .anyMatch(text -> text.contains(first.path("name").asText()));
    }

    @Test
    void warns_of_a_statement_that_shows_the_password() {
        ObjectNode open = world.pairBody();
        ((ObjectNode) open.path("parameters"))
                .put(
                        "rotationStatement",
                        "SELECT '{{password}}'; ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'");
        ObjectNode hashed = world.pairBody();
        ((ObjectNode) hashed.path("parameters"))
                .put("rotationStatement", "ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'");

        assertThat(check(plan(open), "statement").path("outcome").asText()).isEqualTo("warn");
        assertThat(check(plan(hashed), "statement").path("outcome").asText()).isEqualTo("pass");
    }

    @Test
    void plans_the_turn_of_the_other_user() {
        String id = world.rotation();

        Answer answer = world.post(ROTATIONS + "/" + id + "/plan", "");

        JsonNode plan = answer.json().path("plan");
        assertThat(plan.path("feasible").asBoolean()).as(plan.toString()).isTrue();
        assertThat(plan.path("account")).isEqualTo(world.shown(id).at("/parameters/username2"));
        assertThat(plan.path("nextRotations")).hasSize(3);
    }

    @Test
    void names_the_grant_that_a_connection_lacks_and_our_address() {
        world.postgres.admin("CREATE ROLE humble LOGIN PASSWORD 'humble one'");
        ObjectNode body = world.connectionBody("humble");
        ((ObjectNode) body.path("credentials")).put("username", "humble").put("password", "humble one");

        Answer answer = world.post(CONNECTIONS + "/test", body.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(messages(answer.json(), "grants"))
                .anyMatch(text -> text.endsWith("ALTER ROLE \"humble\" CREATEROLE;"));
        assertThat(answer.text("/address")).isEqualTo("127.0.0.1");
    }

    private JsonNode plan(ObjectNode body) {
        Answer answer = world.post(ROTATIONS + "/plan", body.toString());
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("plan");
    }

    private static List<String> messages(JsonNode plan, String name) {
        return StreamSupport.stream(plan.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .map(check -> check.path("message").asText())
                .toList();
    }

    private static JsonNode check(JsonNode plan, String name) {
        return StreamSupport.stream(plan.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + plan));
    }
}
