// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import static dev.keyturn.server.api.RotationWorld.ROTATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.server.RunningServer.Answer;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What a rotation would do, made or not (API contract §13.3, K12, K28), with a real Redis.
@TestInstance(Lifecycle.PER_CLASS)
class RotationPlanIT {
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
    void plans_a_new_rotation_and_makes_nothing() {
        List<String> before = world.accounts();
        ObjectNode body = world.rotationBody();

        JsonNode plan = plan(body);

        assertThat(plan.path("feasible").asBoolean()).isTrue();
        assertThat(plan.path("account").isNull()).isTrue();
        assertThat(outcome(plan, "connection")).isEqualTo("pass");
        assertThat(outcome(plan, "nodes")).isEqualTo("pass");
        assertThat(outcome(plan, "grants")).isEqualTo("pass");
        assertThat(outcome(plan, "names")).isEqualTo("pass");
        assertThat(outcome(plan, "owner")).isEqualTo("pass");
        assertThat(outcome(plan, "password-strength")).isEqualTo("pass");
        assertThat(outcome(plan, "plaintext")).isEqualTo("warn");
        assertThat(plan.at("/steps/0/name").asText()).isEqualTo("apply");
        assertThat(plan.at("/steps/0/node").asText()).isEqualTo("127.0.0.1:" + world.redis.port());
        assertThat(plan.at("/steps/0/statement").asText())
                .startsWith("ACL SETUSER")
                .contains("********")
                .contains("~* +@all");
        assertThat(world.accounts()).isEqualTo(before);
        assertThat(world.get(ROTATIONS + "?projectId=" + world.project).json().path("secretRotations"))
                .noneMatch(rotation -> rotation.path("name").equals(body.path("name")));
    }

    @Test
    void shows_the_next_three_starts() {
        JsonNode plan = plan(world.rotationBody());

        List<Instant> starts = StreamSupport.stream(plan.path("nextRotations").spliterator(), false)
                .map(start -> Instant.parse(start.asText()))
                .toList();
        assertThat(starts).hasSize(3);
        assertThat(plan.path("nextRotationAt").asText())
                .isEqualTo(plan.at("/nextRotations/0").asText())
                .endsWith("T11:29:00.000Z");
        assertThat(starts.get(1)).isEqualTo(starts.get(0).plusSeconds(2 * 86_400));
        assertThat(starts.get(2)).isEqualTo(starts.get(1).plusSeconds(2 * 86_400));
    }

    @Test
    void lists_what_is_in_the_way_instead_of_refusing() {
        JsonNode other = world.shown(world.rotation());
        ObjectNode body = world.rotationBody().put("name", other.path("name").asText());
        ((ObjectNode) body.path("parameters"))
                .putObject("passwordRequirements")
                .put("length", 8)
                .putObject("required")
                .put("digits", 1)
                .put("lowercase", 1)
                .put("uppercase", 1)
                .put("symbols", 0);

        JsonNode taken = plan(body);
        JsonNode nowhere = plan(world.rotationBody().put("secretPath", "/none"));
        JsonNode unconnected = plan(world.rotationBody().put("connectionId", "00000000-0000-4000-8000-000000000000"));

        assertThat(taken.path("feasible").asBoolean()).isFalse();
        assertThat(message(taken, "names")).contains("already exists");
        assertThat(outcome(taken, "password-strength")).isEqualTo("warn");
        assertThat(message(taken, "password-strength")).startsWith("length 8 is short");
        assertThat(outcome(nowhere, "names")).isEqualTo("fail");
        assertThat(outcome(unconnected, "connection")).isEqualTo("fail");
        assertThat(unconnected.path("steps")).isEmpty();
        assertThat(world.post(ROTATIONS + "/plan", "{}").status()).isEqualTo(422);
    }

    @Test
    void says_of_an_unfinished_wish_what_is_wrong_with_it() {
        JsonNode other = world.shown(world.rotation());
        String taken = other.at("/secretsMapping/username").asText();
        ObjectNode body = world.rotationBody().put("name", other.path("name").asText());
        ((ObjectNode) body.path("secretsMapping")).put("username", taken);

        JsonNode whole = preview(world.rotationBody());
        JsonNode clashing = preview(body);
        JsonNode begun = preview(RotationWorld.object(
                "{\"projectId\":\"%s\",\"parameters\":{\"permissionScope\":\"~* >x\"}}".formatted(world.project)));

        assertThat(whole.path("issues")).isEmpty();
        assertThat(whole.path("nextRotations")).hasSize(3);
        assertThat(whole.path("examplePassword").asText()).hasSize(64);
        assertThat(whole.at("/scope/1/outcome").asText()).isEqualTo("warn");
        assertThat(clashing.path("issues")).hasSize(2);
        assertThat(clashing.at("/issues/0/path").toString()).isEqualTo("[\"name\"]");
        assertThat(clashing.at("/issues/1/path").toString()).isEqualTo("[\"secretsMapping\",\"username\"]");
        assertThat(clashing.at("/issues/1/message").asText()).contains(taken);
        assertThat(begun.path("issues")).isNotEmpty();
        assertThat(begun.path("nextRotations")).isEmpty();
        assertThat(begun.path("examplePassword").asText()).hasSize(48);
        assertThat(begun.at("/scope/1/outcome").asText()).isEqualTo("fail");
    }

    @Test
    void plans_the_next_run_of_a_rotation_and_changes_nothing() {
        String id = world.rotation();
        JsonNode before = world.shown(id);
        List<String> accounts = world.accounts();

        Answer answer = world.post(ROTATIONS + "/" + id + "/plan", "");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode plan = answer.json().path("plan");
        assertThat(plan.path("feasible").asBoolean()).isTrue();
        assertThat(plan.path("nextRotationAt")).isEqualTo(before.path("nextRotationAt"));
        assertThat(outcome(plan, "grants")).isEqualTo("pass");
        assertThat(world.accounts()).isEqualTo(accounts);
        assertThat(world.shown(id)).isEqualTo(before);
        assertThat(world.get(ROTATIONS + "/" + id + "/attempts").json().path("attempts"))
                .hasSize(1);
    }

    @Test
    void applies_a_patch_on_paper_only() {
        String id = world.rotation();
        JsonNode before = world.shown(id);
        String taken =
                world.shown(world.rotation()).at("/secretsMapping/password").asText();

        JsonNode off = plan(id, "{\"isAutoRotationEnabled\":false}");
        JsonNode conflict = plan(id, "{\"secretsMapping\":{\"username\":\"FREE\",\"password\":\"" + taken + "\"}}");
        Answer illegal = world.post(ROTATIONS + "/" + id + "/plan", "{\"rotationInterval\":0}");

        assertThat(off.path("nextRotationAt").isNull()).isTrue();
        assertThat(off.path("nextRotations")).isEmpty();
        assertThat(conflict.path("feasible").asBoolean()).isFalse();
        assertThat(message(conflict, "names")).contains(taken);
        assertThat(illegal.status()).isEqualTo(422);
        assertThat(world.shown(id)).isEqualTo(before);
    }

    @Test
    void says_that_the_target_cannot_be_asked() {
        String id = world.rotation();
        world.redis.stop();

        JsonNode plan = plan(id, "");

        world.redis.restart();
        assertThat(plan.path("feasible").asBoolean()).isFalse();
        assertThat(outcome(plan, "connection")).isEqualTo("fail");
        assertThat(message(plan, "connection")).contains("127.0.0.1:" + world.redis.port());
        assertThat(plan.path("nextRotations")).hasSize(3);
    }

    private JsonNode preview(ObjectNode body) {
        Answer answer = world.post(ROTATIONS + "/preview", body.toString());
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("preview");
    }

    private JsonNode plan(ObjectNode body) {
        Answer answer = world.post(ROTATIONS + "/plan", body.toString());
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("plan");
    }

    private JsonNode plan(String id, String patch) {
        Answer answer = world.post(ROTATIONS + "/" + id + "/plan", patch);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("plan");
    }

    private static String outcome(JsonNode plan, String name) {
        return check(plan, name).path("outcome").asText();
    }

    private static String message(JsonNode plan, String name) {
        return check(plan, name).path("message").asText();
    }

    private static JsonNode check(JsonNode plan, String name) {
        return StreamSupport.stream(plan.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + plan));
    }
}
