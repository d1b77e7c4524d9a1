// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ALL_ROTATIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.util.ArrayList;
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

/// The rotations API over HTTP with a real Redis that answers (API contract §2, §4, §13.3).
@TestInstance(Lifecycle.PER_CLASS)
class RotationApiIT {
    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "type",
            "description",
            "projectId",
            "connectionId",
            "folderId",
            "isAutoRotationEnabled",
            "activeIndex",
            "rotationInterval",
            "rotateAtUtc",
            "rotationStatus",
            "lastRotationAttemptedAt",
            "lastRotatedAt",
            "lastRotationJobId",
            "lastRotationMessage",
            "isLastRotationManual",
            "nextRotationAt",
            "connection",
            "environment",
            "folder",
            "parameters",
            "secretsMapping",
            "createdAt",
            "updatedAt",
            "credentialVersion",
            "gracePeriodSeconds",
            "rotationMode",
            "schedule",
            "retirement",
            "accountSetup",
            "health",
            "intent");

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
    void offers_redis() {
        Answer options = world.get(ALL_ROTATIONS + "/options");

        assertThat(options.text("/secretRotationOptions/0/type")).isEqualTo("redis-credentials");
        assertThat(options.text("/secretRotationOptions/0/name")).isEqualTo("Redis Credentials");
        assertThat(options.text("/secretRotationOptions/0/connection")).isEqualTo("redis");
        assertThat(options.text("/secretRotationOptions/0/template/secretsMapping/password"))
                .isEqualTo("REDIS_PASSWORD");
    }

    @Test
    void creates_a_rotation_whose_secrets_log_in() {
        Answer made = world.create(body -> body.put("description", " my credentials "));

        JsonNode shown = made.json().path("secretRotation");
        assertThat(made.status()).isEqualTo(200);
        assertThat(names(shown)).containsExactlyElementsOf(FIELDS);
        assertThat(shown.path("activeIndex").asInt()).isZero();
        assertThat(shown.path("description").asText()).isEqualTo("my credentials");
        assertThat(shown.path("rotationStatus").asText()).isEqualTo("success");
        assertThat(shown.path("rotateAtUtc").toString()).isEqualTo("{\"hours\":11,\"minutes\":29}");
        assertThat(shown.path("lastRotatedAt")).isEqualTo(shown.path("createdAt"));
        assertThat(shown.path("lastRotationAttemptedAt")).isEqualTo(shown.path("createdAt"));
        assertThat(shown.path("isLastRotationManual").asBoolean()).isTrue();
        assertThat(shown.path("credentialVersion").asInt()).isEqualTo(1);
        JsonNode sets = world.sets(shown.path("id").asText());
        assertThat(sets).hasSize(1);
        assertThat(world.logsIn(sets.get(0))).isTrue();
        JsonNode mapping = shown.path("secretsMapping");
        assertThat(world.secret(mapping.path("username").asText()))
                .isEqualTo(sets.get(0).path("username").asText());
        assertThat(world.secret(mapping.path("password").asText()))
                .isEqualTo(sets.get(0).path("password").asText());
    }

    @Test
    void echoes_the_default_scope() {
        Answer made = world.create(body -> body.putObject("parameters"));

        assertThat(made.json().at("/secretRotation/parameters").toString())
                .isEqualTo("{\"permissionScope\":\"~* +@all\"}");
        assertThat(made.json().at("/secretRotation/isAutoRotationEnabled").asBoolean())
                .isTrue();
    }

    @Test
    void rotates_with_an_overlap_of_one_set() {
        String id = world.rotation();
        JsonNode first = world.sets(id);

        Answer once = world.rotate(id);
        JsonNode second = world.sets(id);
        Answer twice = world.rotate(id);
        JsonNode third = world.sets(id);

        assertThat(once.status()).isEqualTo(200);
        assertThat(once.json().at("/secretRotation/activeIndex").asInt()).isEqualTo(1);
        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(twice.json().at("/secretRotation/activeIndex").asInt()).isZero();
        assertThat(third.get(1)).isEqualTo(second.get(1));
        assertThat(world.logsIn(first.get(0))).isFalse();
        assertThat(world.logsIn(third.get(0))).isTrue();
        assertThat(world.logsIn(third.get(1))).isTrue();
        assertThat(world.accounts())
                .doesNotContain(first.get(0).path("username").asText());
    }

    @Test
    void gives_each_mapped_secret_one_version_more() {
        String id = world.rotation();
        JsonNode mapping = world.shown(id).path("secretsMapping");
        Answer before = world.readSecret(mapping.path("password").asText());

        world.rotate(id);

        Answer after = world.readSecret(mapping.path("password").asText());
        assertThat(before.json().at("/secret/version").asInt()).isEqualTo(1);
        assertThat(after.json().at("/secret/version").asInt()).isEqualTo(2);
        assertThat(after.text("/secret/rotationId")).isEqualTo(id);
        assertThat(after.json().at("/secret/isRotatedSecret").asBoolean()).isTrue();
        assertThat(after.text("/secret/id")).isEqualTo(before.text("/secret/id"));
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
                refused("schedule", body -> body.putObject("schedule").put("intervalSeconds", 60)),
                refused("retirement", body -> body.putObject("retirement").put("disconnectClients", true)),
                refused("accountSetup", body -> body.putObject("accountSetup").put("createMissing", true)),
                refused("rotationMode", body -> body.put("rotationMode", "single-user")),
                refused(
                        "initialCredentials",
                        body -> body.putObject("initialCredentials")
                                .put("username", "x")
                                .put("password", "y")));
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
    void says_that_an_extension_does_not_work_yet() {
        Answer refused = world.create(body -> body.putObject("schedule").put("cron", "* * * * *"));
        Answer accepted = world.create(body -> body.putNull("schedule").put("rotationMode", "alternating-users"));

        assertThat(refused.text("/message/0/message")).isEqualTo("not supported yet");
        assertThat(accepted.status()).isEqualTo(200);
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

    @Test
    void lists_and_finds_by_name() {
        String id = world.rotation();
        String name = world.shown(id).path("name").asText();
        String where = "?projectId=%s&environment=dev&secretPath=".formatted(world.project);

        assertThat(ids(world.get(ALL_ROTATIONS + "?projectId=" + world.project)))
                .contains(id);
        assertThat(ids(world.get(ROTATIONS + "?projectId=" + world.project))).contains(id);
        assertThat(world.get(ROTATIONS).status()).isEqualTo(422);
        assertThat(world.get(ROTATIONS + "/rotation-name/" + name + where + "/").text("/secretRotation/id"))
                .isEqualTo(id);
        assertThat(world.get(ROTATIONS + "/rotation-name/none" + where + "/").status())
                .isEqualTo(404);
        assertThat(world.get(ROTATIONS + "/rotation-name/" + name + where + "/none")
                        .status())
                .isEqualTo(400);
        assertThat(world.get(ROTATIONS + "/rotation-name/" + name + "?projectId=" + world.project)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void checks_the_published_set_by_login() {
        String id = world.rotation();

        Answer well = world.post(ROTATIONS + "/" + id + "/check-credentials", "");
        world.redis.admin(
                "ACL", "DELUSER", world.sets(id).get(0).path("username").asText());
        Answer gone = world.post(ROTATIONS + "/" + id + "/check-credentials", "");

        assertThat(well.status()).isEqualTo(204);
        assertThat(well.response().body()).isEmpty();
        assertRefused(gone, 400, "verify on node " + world.redis.name());
        assertThat(gone.response().body())
                .doesNotContain(world.sets(id).get(0).path("password").asText());
    }

    @Test
    void gives_the_pair_in_one_read_with_its_version() {
        String id = world.rotation();
        world.rotate(id);
        String path = ROTATIONS + "/" + id + "/active-credentials";

        Answer read = world.get(path);
        var unchanged = world.server()
                .send("GET", path, "", "Authorization", "Bearer " + world.token, "If-None-Match", "\"2\"");
        var changed = world.server()
                .send("GET", path, "", "Authorization", "Bearer " + world.token, "If-None-Match", "\"1\"");

        JsonNode active = world.sets(id).get(1);
        assertThat(read.response().headers().firstValue("ETag")).contains("\"2\"");
        assertThat(read.response().headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(read.json().path("credentials")).isEqualTo(active);
        assertThat(read.json().path("credentialVersion").asInt()).isEqualTo(2);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void keeps_the_history_by_pages() {
        String id = world.rotation();
        world.rotate(id);
        world.rotate(id);
        String path = ROTATIONS + "/" + id + "/attempts?limit=2";

        Answer newest = world.get(path);
        Answer rest = world.get(path + "&cursor=" + newest.text("/nextCursor"));

        assertThat(newest.json().path("attempts")).hasSize(2);
        assertThat(newest.text("/attempts/0/trigger")).isEqualTo("manual");
        assertThat(newest.json().at("/attempts/0/credentialVersion").asInt()).isEqualTo(3);
        assertThat(newest.json().at("/attempts/0/steps"))
                .extracting(step -> step.path("name").asText())
                .contains("check", "apply", "verify", "retire");
        assertThat(newest.text("/attempts/0/warnings/0")).contains("second manual rotation");
        assertThat(rest.json().path("attempts")).hasSize(1);
        assertThat(rest.text("/attempts/0/trigger")).isEqualTo("create");
        assertThat(rest.json().path("nextCursor").isNull()).isTrue();
        assertThat(world.get(ROTATIONS + "/" + id + "/attempts?limit=101").status())
                .isEqualTo(422);
    }

    @Test
    void deletes_without_flags_and_leaves_what_works() {
        String id = world.rotation();
        JsonNode shown = world.shown(id);
        JsonNode set = world.sets(id).get(0);
        String secret = shown.at("/secretsMapping/password").asText();

        Answer badFlag = world.delete(ROTATIONS + "/" + id + "?deleteSecrets=1");
        Answer deleted = world.delete(ROTATIONS + "/" + id);

        assertThat(badFlag.status()).isEqualTo(422);
        assertThat(deleted.json().path("secretRotation")).isEqualTo(shown);
        assertThat(world.get(ROTATIONS + "/" + id).status()).isEqualTo(404);
        assertThat(world.logsIn(set)).isTrue();
        assertThat(world.secret(secret)).isEqualTo(set.path("password").asText());
        assertThat(world.readSecret(secret).json().at("/secret/isRotatedSecret").asBoolean())
                .isFalse();
    }

    @Test
    void deletes_with_both_flags_and_leaves_nothing() {
        String id = world.rotation();
        world.rotate(id);
        JsonNode sets = world.sets(id);
        String secret = world.shown(id).at("/secretsMapping/password").asText();

        Answer deleted = world.delete(ROTATIONS + "/" + id + "?deleteSecrets=true&revokeGeneratedCredentials=true");

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(world.readSecret(secret).status()).isEqualTo(404);
        assertThat(world.accounts())
                .doesNotContain(
                        sets.get(0).path("username").asText(),
                        sets.get(1).path("username").asText());
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

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> ids(Answer list) {
        var ids = new ArrayList<String>();
        list.json()
                .path("secretRotations")
                .forEach(one -> ids.add(one.path("id").asText()));
        return ids;
    }
}
