// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import org.junit.jupiter.api.Test;

/// `initialCredentials` and `retirement` on real engines (API contract §13.2, K4, K15, K16).
class AdoptionIT {
    @Test
    void publishes_the_first_sql_user_as_it_is_and_changes_nothing_on_the_target() {
        try (var world = new SqlWorld()) {
            ObjectNode body = world.pairBody();
            String first = body.at("/parameters/username1").asText();
            String second = body.at("/parameters/username2").asText();
            body.putObject("initialCredentials").put("username", first).put("password", SqlWorld.FOUND);

            Answer made = world.post(SqlWorld.ROTATIONS, body.toString());
            String id = made.text("/secretRotation/id");
            JsonNode adopted = world.sets(id);
            boolean untouched = world.postgres.accepts(second, SqlWorld.FOUND);
            Answer rotated = world.rotate(id);

            assertThat(made.status()).isEqualTo(200);
            assertThat(made.response().body()).doesNotContain(SqlWorld.FOUND);
            assertThat(made.json().at("/secretRotation/credentialVersion").asInt())
                    .isEqualTo(1);
            assertThat(adopted).hasSize(1);
            assertThat(adopted.get(0).path("password").asText()).isEqualTo(SqlWorld.FOUND);
            assertThat(untouched).isTrue();
            assertThat(rotated.status()).isEqualTo(200);
            assertThat(world.postgres.accepts(first, SqlWorld.FOUND)).isTrue();
            assertThat(world.sets(id))
                    .hasSize(2)
                    .allSatisfy(set -> assertThat(world.logsIn(set)).isTrue());
            assertThat(world.rotate(id).status()).isEqualTo(200);
            assertThat(world.postgres.accepts(first, SqlWorld.FOUND)).isFalse();
        }
    }

    @Test
    void makes_nothing_of_a_credential_that_does_not_log_in_or_is_the_wrong_users() {
        try (var world = new SqlWorld()) {
            ObjectNode body = world.pairBody();
            ObjectNode wrong = body.deepCopy();
            wrong.putObject("initialCredentials")
                    .put("username", body.at("/parameters/username1").asText())
                    .put("password", "not-the-password");
            ObjectNode second = body.deepCopy();
            second.putObject("initialCredentials")
                    .put("username", body.at("/parameters/username2").asText())
                    .put("password", SqlWorld.FOUND);

            Answer refused = world.post(SqlWorld.ROTATIONS, wrong.toString());
            Answer other = world.post(SqlWorld.ROTATIONS, second.toString());
            Answer made = world.post(SqlWorld.ROTATIONS, body.toString());
            Answer late = world.patch(
                    SqlWorld.ROTATIONS + "/" + made.text("/secretRotation/id"),
                    "{\"initialCredentials\":{\"username\":\"x\",\"password\":\"y\"}}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/message")).contains("step verify").doesNotContain("not-the-password");
            assertThat(other.status()).isEqualTo(400);
            assertThat(other.text("/message")).contains("username1");
            assertThat(made.status()).isEqualTo(200);
            assertThat(late.status()).isEqualTo(422);
        }
    }

    @Test
    void adopts_a_redis_user_and_switches_it_off_when_its_time_comes() {
        try (var world = new RotationWorld()) {
            world.redis.admin("ACL", "SETUSER", "found", "on", ">as-it-was", "~*", "+@all");
            Answer made = world.create(body -> body.putObject("initialCredentials")
                    .put("username", "found")
                    .put("password", "as-it-was"));
            String id = made.text("/secretRotation/id");

            Answer once = world.rotate(id);
            boolean overlapping = world.redis.accepts("found", "as-it-was");
            Answer twice = world.rotate(id);
            Answer own = world.create(body -> body.putObject("initialCredentials")
                    .put("username", world.redis.setup().admin().name())
                    .put("password", world.redis.setup().admin().password()));

            assertThat(made.status()).isEqualTo(200);
            assertThat(once.status()).isEqualTo(200);
            assertThat(overlapping).isTrue();
            assertThat(twice.status()).isEqualTo(200);
            assertThat(world.redis.accepts("found", "as-it-was")).isFalse();
            assertThat(world.accounts()).contains("found");
            assertThat(own.status()).isEqualTo(400);
        }
    }

    @Test
    void changes_a_single_redis_user_with_both_passwords_alive() {
        try (var world = new RotationWorld()) {
            String id = world.rotation(body -> body.put("rotationMode", "single-user"));
            JsonNode first = world.sets(id).get(0);

            Answer rotated = world.rotate(id);

            JsonNode sets = world.sets(id);
            assertThat(rotated.status()).isEqualTo(200);
            assertThat(sets.get(0)).isEqualTo(first);
            assertThat(sets.get(1).path("username")).isEqualTo(first.path("username"));
            assertThat(sets)
                    .hasSize(2)
                    .allSatisfy(set -> assertThat(world.logsIn(set)).isTrue());
            assertThat(world.rotate(id).status()).isEqualTo(200);
            assertThat(world.logsIn(first)).isFalse();
        }
    }

    @Test
    void keeps_what_is_said_of_retirement_and_forgets_it_on_null() {
        try (var world = new RotationWorld()) {
            String id = world.rotation(body -> body.putObject("retirement").put("holdWhileInUseSeconds", 3600));
            String path = RotationWorld.ROTATIONS + "/" + id;

            JsonNode held = world.shown(id).path("retirement");
            Answer kept = world.patch(path, "{\"gracePeriodSeconds\":60}");
            Answer replaced = world.patch(path, "{\"retirement\":{\"disconnectClients\":true}}");
            Answer cleared = world.patch(path, "{\"retirement\":null}");

            assertThat(held.toString()).isEqualTo("{\"holdWhileInUseSeconds\":3600,\"disconnectClients\":false}");
            assertThat(kept.json().at("/secretRotation/retirement")).isEqualTo(held);
            assertThat(replaced.json().at("/secretRotation/retirement").toString())
                    .isEqualTo("{\"holdWhileInUseSeconds\":0,\"disconnectClients\":true}");
            assertThat(cleared.json().at("/secretRotation/retirement").toString())
                    .isEqualTo("{\"holdWhileInUseSeconds\":0,\"disconnectClients\":false}");
        }
    }
}
