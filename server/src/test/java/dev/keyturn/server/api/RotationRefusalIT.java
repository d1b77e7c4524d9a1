// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ALL_ROTATIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/// What the rotations API refuses, before anything changes on a real Redis (API contract §1.3, §2.2, §2.6).
@TestInstance(Lifecycle.PER_CLASS)
class RotationRefusalIT {
    private RotationWorld world;

    @BeforeAll
    void start() {
        world = new RotationWorld();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                refused("name", body -> body.put("name", "a_b")),
                refused("name", body -> body.remove("name")),
                refused("projectId", body -> body.put("projectId", " ")),
                refused("connectionId", body -> body.put("connectionId", "x")),
                refused("environment", body -> body.put("environment", "Dev")),
                refused("secretPath", body -> body.put("secretPath", "a//b")),
                refused("rotationInterval", body -> body.put("rotationInterval", 0)),
                refused("rotationInterval", body -> body.put("rotationInterval", 1.5)),
                refused("rotationInterval", body -> body.remove("rotationInterval")),
                refused(
                        "hours",
                        body -> body.putObject("rotateAtUtc").put("hours", 24).put("minutes", 0)),
                refused("minutes", body -> body.putObject("rotateAtUtc").put("hours", 1)),
                refused("description", body -> body.put("description", "d".repeat(257))),
                refused("parameters", body -> body.remove("parameters")),
                refused("permissionScope", body -> parameters(body).put("permissionScope", "~* +@all nopass")),
                refused("permissionScope", body -> parameters(body).put("permissionScope", " ")),
                refused("length", body -> requirements(body).put("length", 251)),
                refused("required", body -> requirements(body).put("length", 3)),
                refused("digits", body -> ((ObjectNode) requirements(body).path("required")).remove("digits")),
                refused("allowedSymbols", body -> requirements(body).put("allowedSymbols", "abc")),
                refused("allowedSymbols", body -> requirements(body).put("allowedSymbols", "\\")),
                refused("allowedSymbols", body -> requirements(body).put("allowedSymbols", "")),
                refused("password", body -> mapping(body).put("password", "a b")),
                refused("username", body -> mapping(body).put("username", "a:b")),
                refused("username", body -> mapping(body).remove("username")),
                refused("gracePeriodSeconds", body -> body.put("gracePeriodSeconds", -1)),
                refused("gracePeriodSeconds", body -> body.put("gracePeriodSeconds", 31_536_001)),
                refused("intervalSeconds", body -> body.putObject("schedule").put("intervalSeconds", 59)),
                refused("disconnect", body -> body.putObject("retirement").put("disconnect", true)),
                refused(
                        "holdWhileInUseSeconds",
                        body -> body.putObject("retirement").put("holdWhileInUseSeconds", 2_592_001)),
                refused("accountSetup", body -> body.putObject("accountSetup").put("createMissing", true)),
                refused("rotationMode", body -> body.put("rotationMode", "both")),
                refused("password", body -> body.putObject("initialCredentials").put("username", "x")));
    }

    @ParameterizedTest
    @MethodSource("refusedBodies")
    void refuses_a_body_that_breaks_its_schema_and_touches_nothing(String field, Consumer<ObjectNode> change) {
        List<String> before = world.accounts();

        Answer refused = world.create(change);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/error")).isEqualTo("ValidationFailure");
        assertThat(refused.json().path("message"))
                .anySatisfy(issue -> assertThat(issue.path("path").toString()).contains("\"" + field + "\""));
        assertThat(world.accounts()).isEqualTo(before);
    }

    @Test
    void refuses_what_is_taken_or_unknown_before_it_touches_the_target() {
        ObjectNode body = world.rotationBody();
        String name = body.path("name").asText();
        String secret = body.at("/secretsMapping/username").asText();
        assertThat(world.post(ROTATIONS, body.toString()).status()).isEqualTo(200);
        List<String> before = world.accounts();

        assertRefused(world.create(b -> b.put("name", name)), 400, "A rotation named \"" + name + "\" already exists");
        assertRefused(world.create(b -> mapping(b).put("password", secret)), 400, secret);
        assertRefused(world.create(b -> mapping(b).put("username", "SAME").put("password", "SAME")), 400, "SAME");
        assertRefused(world.create(b -> b.put("secretPath", "/none")), 400, "/none");
        assertRefused(world.create(b -> b.put("environment", "none")), 400, "none");
        assertRefused(world.create(b -> b.put("projectId", UUID.randomUUID().toString())), 403, "member");
        assertRefused(world.create(b -> b.put("connectionId", UUID.randomUUID().toString())), 404, "not found");
        assertThat(world.accounts()).isEqualTo(before);
    }

    @Test
    void tells_a_wrong_type_from_an_unknown_id_and_a_wrong_id() {
        String id = world.rotation();

        assertRefused(world.get(ALL_ROTATIONS + "/postgres-credentials/" + id), 400, "redis-credentials");
        assertRefused(
                world.get(ALL_ROTATIONS + "/postgres-credentials?projectId=" + world.project), 404, "not offered");
        assertRefused(world.get(ALL_ROTATIONS + "/nothing/" + id), 404, "not offered");
        assertRefused(
                world.get(ROTATIONS + "/00000000-0000-4000-8000-000000000000"),
                404,
                "Redis Credentials rotation with id \"00000000-0000-4000-8000-000000000000\" not found");
        assertThat(world.get(ROTATIONS + "/x").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "discard"})
    void refuses_to_resolve_what_waits_for_nobody(String action) {
        String id = world.rotation();

        Answer refused = world.post(ROTATIONS + "/" + id + "/resolve", "{\"action\":\"" + action + "\"}");

        assertRefused(refused, 400, "neither blocked nor being deleted");
        assertThat(world.post(ROTATIONS + "/" + id + "/resolve", "{\"action\":\"x\"}")
                        .status())
                .isEqualTo(422);
        assertThat(world.post(ROTATIONS + "/" + id + "/resolve", "{\"action\":\"adopt\"}")
                        .status())
                .isEqualTo(422);
    }

    private static void assertRefused(Answer answer, int status, String text) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/message")).contains(text);
        assertThat(answer.text("/reqId")).startsWith("req-");
    }

    private static Arguments refused(String field, Consumer<ObjectNode> change) {
        return Arguments.of(field, change);
    }

    private static ObjectNode parameters(ObjectNode body) {
        return (ObjectNode) body.path("parameters");
    }

    private static ObjectNode requirements(ObjectNode body) {
        return (ObjectNode) parameters(body).path("passwordRequirements");
    }

    private static ObjectNode mapping(ObjectNode body) {
        return (ObjectNode) body.path("secretsMapping");
    }
}
