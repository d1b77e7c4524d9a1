// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Rotations of one SQL user, and statements of an owner's, with a real PostgreSQL (API contract §2.8, §13.2).
@Tag("thorough")
@TestInstance(Lifecycle.PER_CLASS)
class SqlModesIT {
    private static final String TEMPLATE = "ALTER USER \"{{username}}\" WITH PASSWORD '{{password}}'";
    private static final int MANY = 5;

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
    void changes_a_single_user_in_place() {
        world.users("alone");
        ObjectNode body = single("alone");
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        JsonNode first = world.sets(id);

        Answer rotated = world.rotate(id);

        JsonNode second = world.sets(id);
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("/secretRotation/rotationMode")).isEqualTo("single-user");
        assertThat(rotated.json().at("/secretRotation/parameters").toString()).isEqualTo("{\"username1\":\"alone\"}");
        assertThat(first).hasSize(1);
        assertThat(second).hasSize(2);
        assertThat(second.get(0).toString()).isEqualTo("{\"username\":\"alone\",\"password\":\"\"}");
        assertThat(second.get(1).path("username").asText()).isEqualTo("alone");
        assertThat(world.logsIn(second.get(1))).isTrue();
        assertThat(world.logsIn(first.get(0))).isFalse();
        assertThat(world.secret(body.at("/secretsMapping/password").asText()))
                .isEqualTo(second.get(1).path("password").asText());
    }

    @Test
    void cuts_who_is_logged_in_with_a_set_that_ends_if_its_owner_wants_that() throws Exception {
        world.postgres.admin("GRANT pg_signal_backend TO " + SqlWorld.ADMIN);
        String id = world.rotation(body -> body.putObject("retirement").put("disconnectClients", true));
        JsonNode first = world.sets(id).get(0);
        world.rotate(id);
        JsonNode second = world.sets(id).get(1);
        try (var late = login(first);
                var punctual = login(second)) {
            Answer rotated = world.rotate(id);

            assertThat(rotated.status()).isEqualTo(200);
            assertThat(late.isValid(1)).isFalse();
            assertThat(punctual.isValid(1)).isTrue();
        }
    }

    @Test
    void cuts_who_came_with_the_password_that_a_single_user_had_before() throws Exception {
        world.users("alone_cut");
        world.postgres.admin("GRANT pg_signal_backend TO " + SqlWorld.ADMIN);
        ObjectNode body = single("alone_cut");
        body.putObject("retirement").put("disconnectClients", true);
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");
        try (var late = login(world.sets(id).get(0))) {
            world.rotate(id);

            assertThat(late.isValid(1)).isFalse();
            assertThat(world.logsIn(world.sets(id).get(1))).isTrue();
        }
    }

    @Test
    void waits_for_who_still_uses_a_set_after_its_grace_and_ends_it_when_he_has_left() throws Exception {
        world.postgres.admin("GRANT pg_monitor TO " + SqlWorld.ADMIN);
        String id = world.rotation(body -> {
            body.put("gracePeriodSeconds", 1);
            body.putObject("retirement").put("holdWhileInUseSeconds", 3600);
        });
        JsonNode first = world.sets(id).get(0);
        try (var client = login(first)) {
            world.rotate(id);
            world.clock.forward(Duration.ofSeconds(5));
            world.await(
                    "the end of the grace was looked at, and put off",
                    () -> nextLook(id).isAfter(world.clock.instant().plus(Duration.ofMinutes(2))));

            assertThat(client.isValid(1)).isTrue();
            assertThat(world.logsIn(first)).isTrue();
        }
        world.await(
                "the server has noticed that he left", () -> sessionsOf(first).isEmpty());
        world.clock.forward(Duration.ofMinutes(10));

        // not asked by a login, which would be one more that still uses the set
        world.await("the set has ended", () -> world.shown(id).path("intent").isNull());
        assertThat(world.logsIn(first)).isFalse();
    }

    private List<String> sessionsOf(JsonNode set) {
        return world.postgres.rows("SELECT pid FROM pg_stat_activity WHERE usename = '"
                + set.path("username").asText() + "'");
    }

    private Instant nextLook(String id) {
        String at = world.shown(id).at("/intent/nextTryAt").asText();
        return at.isEmpty() || at.equals("null") ? Instant.EPOCH : Instant.parse(at);
    }

    private Connection login(JsonNode set) throws SQLException {
        return world.postgres.connect(
                set.path("username").asText(), set.path("password").asText());
    }

    @Test
    void takes_equal_names_for_a_single_user() {
        world.users("twice");
        String id = world.post(
                        SqlWorld.ROTATIONS, world.rotationBody("twice", "twice").toString())
                .text("/secretRotation/id");

        Answer rotated = world.rotate(id);

        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("/secretRotation/parameters/username2")).isEqualTo("twice");
        assertThat(world.sets(id).get(0).path("password").asText()).isEmpty();
        assertThat(world.logsIn(world.sets(id).get(1))).isTrue();
    }

    @Test
    void does_not_change_between_a_pair_and_a_single_user() {
        world.users("steady");
        String pair = world.rotation();
        String alone =
                world.post(SqlWorld.ROTATIONS, single("steady").toString()).text("/secretRotation/id");

        assertThat(world.patch(SqlWorld.ROTATIONS + "/" + pair, "{\"rotationMode\":\"single-user\"}")
                        .status())
                .isEqualTo(400);
        assertThat(world.patch(SqlWorld.ROTATIONS + "/" + alone, "{\"rotationMode\":null}")
                        .status())
                .isEqualTo(400);
        assertThat(world.patch(
                                SqlWorld.ROTATIONS + "/" + pair,
                                "{\"parameters\":{\"username1\":\"steady\",\"username2\":\"steady\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(world.patch(SqlWorld.ROTATIONS + "/" + alone, "{\"rotationMode\":\"single-user\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void rotates_a_hundred_times_by_a_statement_with_every_troublesome_symbol() {
        ObjectNode body = world.pairBody();
        ObjectNode parameters = (ObjectNode) body.path("parameters");
        parameters.put("rotationStatement", TEMPLATE);
        parameters
                .putObject("passwordRequirements")
                .put("length", 32)
                .put("allowedSymbols", "&<>\"'`=;?\\ ")
                .putObject("required")
                .put("digits", 1)
                .put("lowercase", 1)
                .put("uppercase", 1)
                .put("symbols", 12);
        String id = world.post(SqlWorld.ROTATIONS, body.toString()).text("/secretRotation/id");

        for (int i = 0; i < MANY; i++) {
            Answer rotated = world.rotate(id);
            assertThat(rotated.status()).as("rotation %d", i).isEqualTo(200);
            JsonNode active = world.sets(id)
                    .get(rotated.json().at("/secretRotation/activeIndex").asInt());
            assertThat(world.logsIn(active)).as("rotation %d", i).isTrue();
        }

        assertThat(world.shown(id).path("credentialVersion").asInt()).isEqualTo(MANY + 1);
        String published = world.secret(body.at("/secretsMapping/password").asText());
        assertThat(world.postgres.logUntilNow()).noneMatch(line -> line.contains(published));
    }

    @Test
    void lets_only_who_may_edit_the_connection_set_a_statement() {
        ObjectNode shared = world.connectionBody("of-the-organisation");
        shared.remove("projectId");
        String connection = world.post(SqlWorld.CONNECTIONS, shared.toString()).text("/appConnection/id");
        String member = world.identity("member", world.project);
        ObjectNode body = world.pairBody().put("connectionId", connection);
        ObjectNode stated = body.deepCopy();
        ((ObjectNode) stated.path("parameters")).put("rotationStatement", TEMPLATE);

        Answer refused = world.as(member, "POST", SqlWorld.ROTATIONS, stated.toString());
        Answer made = world.as(member, "POST", SqlWorld.ROTATIONS, body.toString());
        String path = SqlWorld.ROTATIONS + "/" + made.text("/secretRotation/id");
        ObjectNode change = RotationWorld.object("{}");
        change.set("parameters", stated.path("parameters"));
        Answer unchanged = world.as(member, "PATCH", path, change.toString());
        Answer changed = world.patch(path, change.toString());
        Answer kept = world.as(member, "PATCH", path, change.toString());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(made.status()).isEqualTo(200);
        assertThat(unchanged.status()).isEqualTo(403);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(kept.status()).isEqualTo(200);
    }

    private ObjectNode single(String user) {
        ObjectNode body = world.rotationBody(user, user).put("rotationMode", "single-user");
        ((ObjectNode) body.path("parameters")).remove("username2");
        return body;
    }
}
