// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ALL_ROTATIONS;
import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.RunningServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

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
        assertThat(newest.text("/attempts/0/requestedBy")).isEqualTo("Instance Admin Identity");
        assertThat(newest.json().at("/attempts/0/credentialVersion").asInt()).isEqualTo(3);
        assertThat(newest.json().at("/attempts/0/steps"))
                .extracting(step -> step.path("name").asText())
                .contains("check", "apply", "verify", "retire");
        assertThat(newest.json().at("/attempts/0/warnings"))
                .extracting(warning -> warning.asText())
                .singleElement()
                .matches(warning -> warning.contains("second manual rotation"));
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

    private static void assertRefused(Answer answer, int status, String text) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/message")).contains(text);
        assertThat(answer.text("/reqId")).startsWith("req-");
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
