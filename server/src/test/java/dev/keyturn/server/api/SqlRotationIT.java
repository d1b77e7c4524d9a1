// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
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

/// Rotations of pairs of SQL users, with a real PostgreSQL (API contract §2.8, §4.3).
@TestInstance(Lifecycle.PER_CLASS)
class SqlRotationIT {
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
    void changes_only_the_first_user_when_it_is_made() {
        ObjectNode body = world.pairBody();
        String second = body.at("/parameters/username2").asText();

        Answer made = world.post(SqlWorld.ROTATIONS, body.toString());

        JsonNode sets = world.sets(made.text("/secretRotation/id"));
        assertThat(sets).hasSize(1);
        assertThat(sets.get(0).path("username")).isEqualTo(body.at("/parameters/username1"));
        assertThat(world.logsIn(sets.get(0))).isTrue();
        assertThat(world.postgres.accepts(second, SqlWorld.FOUND)).isTrue();
        assertThat(world.secret(body.at("/secretsMapping/password").asText()))
                .isEqualTo(sets.get(0).path("password").asText());
    }

    @Test
    void publishes_the_servers_own_verifier_for_a_pooler_as_a_third_secret() {
        ObjectNode body = world.pairBody();
        body.withObject("/secretsMapping").put("verifier", "VERIFIER_OF_A_POOLER");

        Answer made = world.post(SqlWorld.ROTATIONS, body.toString());
        String first = world.secret("VERIFIER_OF_A_POOLER");
        world.rotate(made.text("/secretRotation/id"));
        String second = world.secret("VERIFIER_OF_A_POOLER");

        assertThat(made.json().at("/secretRotation/secretsMapping")).isEqualTo(body.path("secretsMapping"));
        assertThat(first).isEqualTo(stored(body, "username1")).startsWith("SCRAM-SHA-256$");
        assertThat(second).isEqualTo(stored(body, "username2")).isNotEqualTo(first);
    }

    @Test
    void tries_a_refused_set_once_at_each_check() {
        ObjectNode body = world.pairBody();
        String user = body.at("/parameters/username1").asText();
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        world.postgres.admin("ALTER ROLE \"" + user + "\" PASSWORD 'somebody else was here'");

        long before = refusedLogins(user);
        Answer checked = world.post(SqlWorld.ROTATIONS + "/" + id + "/check-credentials", "");

        assertThat(checked.status()).isEqualTo(400);
        assertThat(refusedLogins(user) - before)
                .as("an account is locked by wrong passwords elsewhere")
                .isOne();
    }

    private long refusedLogins(String user) {
        return world.postgres.logUntilNow().stream()
                .filter(line -> line.contains("password authentication failed for user \"" + user + "\""))
                .count();
    }

    @Test
    void maps_a_verifier_later_and_leaves_its_secret_when_it_is_mapped_no_more() {
        ObjectNode body = world.pairBody();
        String path = SqlWorld.ROTATIONS + "/"
                + world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        String two = body.path("secretsMapping").toString();
        String three = two.replace("}", ",\"verifier\":\"LATER\"}");

        Answer with = world.patch(path, "{\"secretsMapping\":" + three + "}");
        String verifier = world.secret("LATER");
        Answer without = world.patch(path, "{\"secretsMapping\":" + two + "}");

        assertThat(with.json().at("/secretRotation/secretsMapping").toString()).isEqualTo(three);
        assertThat(verifier).isEqualTo(stored(body, "username1"));
        assertThat(without.json().at("/secretRotation/secretsMapping").toString())
                .isEqualTo(two);
        assertThat(world.get("/api/v3/secrets/raw/LATER?workspaceId=" + world.project + "&environment=dev")
                        .json()
                        .at("/secret/isRotatedSecret")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void drops_a_field_that_the_engine_does_not_have_as_any_unknown_key() {
        ObjectNode body = world.pairBody();
        JsonNode known = body.path("secretsMapping").deepCopy();
        body.withObject("/secretsMapping").put("certificate", "C");

        Answer made = world.post(SqlWorld.ROTATIONS, body.toString());

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().at("/secretRotation/secretsMapping")).isEqualTo(known);
    }

    /// What the catalogue holds for a user of a body.
    private String stored(ObjectNode body, String user) {
        return world.postgres
                .rows("SELECT rolpassword FROM pg_authid WHERE rolname = '"
                        + body.at("/parameters/" + user).asText() + "'")
                .getFirst();
    }

    @Test
    void lets_the_two_users_take_turns() {
        String id = world.rotation();
        JsonNode first = world.sets(id);

        Answer once = world.rotate(id);
        JsonNode second = world.sets(id);
        boolean overlapping = world.logsIn(second.get(0)) && world.logsIn(second.get(1));
        Answer twice = world.rotate(id);
        JsonNode third = world.sets(id);

        assertThat(once.status()).isEqualTo(200);
        assertThat(once.json().at("/secretRotation/activeIndex").asInt()).isEqualTo(1);
        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(overlapping).isTrue();
        assertThat(twice.json().at("/secretRotation/activeIndex").asInt()).isZero();
        assertThat(third.get(1)).isEqualTo(second.get(1));
        assertThat(third.get(0).path("username")).isEqualTo(first.get(0).path("username"));
        assertThat(third).allSatisfy(set -> assertThat(world.logsIn(set)).isTrue());
        assertThat(world.logsIn(first.get(0))).isFalse();
    }

    @Test
    void shuts_both_users_on_a_delete_with_revocation_and_drops_neither() {
        String id = world.rotation();
        assertThat(world.rotate(id).status()).isEqualTo(200);
        JsonNode sets = world.sets(id);

        Answer deleted = world.delete(SqlWorld.ROTATIONS + "/" + id + "?revokeGeneratedCredentials=true");

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(sets).hasSize(2).allSatisfy(set -> {
            assertThat(world.logsIn(set)).isFalse();
            assertThat(world.postgres.rows("SELECT rolname FROM pg_roles WHERE rolname = '"
                            + set.path("username").asText() + "'"))
                    .hasSize(1);
        });
    }

    @Test
    void never_changes_the_published_user_when_its_owner_exchanges_the_names() {
        ObjectNode body = world.pairBody();
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        JsonNode published = world.sets(id).get(0);
        ObjectNode change = RotationWorld.object("{}");
        change.putObject("parameters")
                .put("username1", body.at("/parameters/username2").asText())
                .put("username2", body.at("/parameters/username1").asText());

        Answer changed = world.patch(SqlWorld.ROTATIONS + "/" + id, change.toString());
        Answer rotated = world.rotate(id);

        JsonNode after = world.sets(id);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(after.get(0)).isEqualTo(published);
        assertThat(after.get(1).path("username").asText())
                .isEqualTo(body.at("/parameters/username2").asText());
        assertThat(after).allSatisfy(set -> assertThat(world.logsIn(set)).isTrue());
    }

    @Test
    void retires_a_user_that_its_owner_replaced_before_the_new_one_takes_its_place() {
        ObjectNode body = world.pairBody();
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        assertThat(world.rotate(id).status()).isEqualTo(200);
        assertThat(world.rotate(id).status()).isEqualTo(200);
        JsonNode before = world.sets(id);
        world.users("replacement");
        ObjectNode change = RotationWorld.object("{}");
        change.putObject("parameters")
                .put("username1", body.at("/parameters/username1").asText())
                .put("username2", "replacement");

        Answer changed = world.patch(SqlWorld.ROTATIONS + "/" + id, change.toString());
        boolean untouched = world.logsIn(before.get(1));
        Answer rotated = world.rotate(id);

        JsonNode after = world.sets(id);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(untouched).isTrue();
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(after.get(1).path("username").asText()).isEqualTo("replacement");
        assertThat(after).allSatisfy(set -> assertThat(world.logsIn(set)).isTrue());
        assertThat(world.logsIn(before.get(1))).isFalse();
    }

    @Test
    void says_400_on_create_and_500_later_for_the_same_failure() {
        String id = world.rotation();
        ObjectNode body = world.pairBody();
        world.postgres.admin("ALTER ROLE rotator NOCREATEROLE");
        try {
            Answer made = world.post(SqlWorld.ROTATIONS, body.toString());
            Answer rotated = world.rotate(id);
            Answer deleted = world.delete(SqlWorld.ROTATIONS + "/" + id + "?revokeGeneratedCredentials=true");

            assertThat(made.status()).isEqualTo(400);
            assertThat(made.text("/message"))
                    .startsWith("The credentials could not be issued with the configured inputs. "
                            + "PostgreSQL rotation failed at step check on node 127.0.0.1:");
            assertThat(rotated.status()).isEqualTo(500);
            assertThat(rotated.text("/message")).contains("rotation failed at step check on node");
            assertThat(deleted.status()).isEqualTo(500);
            assertThat(world.shown(id).path("name").isTextual()).isTrue();
        } finally {
            world.postgres.admin("ALTER ROLE rotator CREATEROLE");
        }
        assertThat(world.delete(SqlWorld.ROTATIONS + "/" + id + "?revokeGeneratedCredentials=true")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refuses_a_user_that_does_not_exist() {
        Answer first = world.post(
                SqlWorld.ROTATIONS, world.rotationBody("nobody_a", "nobody_b").toString());

        assertThat(first.status()).isEqualTo(400);
        assertThat(first.text("/message")).contains("nobody_a").contains("step check");
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                Arguments.of("username1", change(body -> parameters(body).put("username1", " "))),
                Arguments.of("username2", change(body -> parameters(body).remove("username2"))),
                Arguments.of(
                        "rotationStatement",
                        change(body -> parameters(body)
                                .put("rotationStatement", "ALTER USER \"{{username}}\" WITH PASSWORD '{{secret}}'"))),
                Arguments.of(
                        "rotationStatement",
                        change(body ->
                                parameters(body).put("rotationStatement", "ALTER USER \"{{username}}\" WITH LOGIN"))),
                Arguments.of("rotationMode", change(body -> body.put("rotationMode", "both"))),
                Arguments.of(
                        "ownerGroup",
                        change(body -> body.putObject("accountSetup").put("ownerGroup", "x"))));
    }

    @ParameterizedTest
    @MethodSource("refusedBodies")
    void refuses_a_body_that_breaks_its_schema(String field, Consumer<ObjectNode> change) {
        ObjectNode body = world.rotationBody("a", "b");
        change.accept(body);

        Answer refused = world.post(SqlWorld.ROTATIONS, body.toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").toString()).contains("\"" + field + "\"");
    }

    @Test
    void holds_the_length_of_passwords_to_what_the_engine_takes() {
        ObjectNode body = world.rotationBody("a", "b");
        ObjectNode wanted = parameters(body).putObject("passwordRequirements").put("length", 129);
        wanted.putObject("required")
                .put("digits", 1)
                .put("lowercase", 1)
                .put("uppercase", 1)
                .put("symbols", 0);

        Answer refused = world.post(SqlWorld.ALL_ROTATIONS + "/mssql-credentials", body.toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/message/0/message")).contains("at most 128");
    }

    @Test
    void asks_a_connection_for_its_database_and_password() {
        ObjectNode body = world.connectionBody("incomplete");
        ((ObjectNode) body.path("credentials")).remove("database");
        ((ObjectNode) body.path("credentials")).remove("password");

        Answer refused = world.post(SqlWorld.CONNECTIONS, body.toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").toString()).contains("\"database\"", "\"password\"");
    }

    @Test
    void stores_no_connection_that_does_not_log_in() {
        ObjectNode body = world.connectionBody("wrong");
        ((ObjectNode) body.path("credentials")).put("password", "wrong-password");

        Answer refused = world.post(SqlWorld.CONNECTIONS, body.toString());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message"))
                .contains("PostgreSQL connection test failed")
                .doesNotContain("wrong-password");
        assertThat(world.get(SqlWorld.CONNECTIONS + "/connection-name/wrong").status())
                .isEqualTo(404);
    }

    private static Consumer<ObjectNode> change(Consumer<ObjectNode> change) {
        return change;
    }

    private static ObjectNode parameters(ObjectNode body) {
        return (ObjectNode) body.path("parameters");
    }
}
