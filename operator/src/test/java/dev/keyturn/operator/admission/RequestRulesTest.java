// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.ResourceJson;
import dev.keyturn.operator.crd.ops.RedisOpsRequest;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestRulesTest {

    private static final String SOUND = "{}";
    private static final String SECRET_REF = "{spec: {authentication: {secretRef: {name: team}}}}";

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_rotation_is_taken_with_and_without_a_secret(Engine engine) {
        String supplied = "{supplied: {pair: [" + engine.superuser() + ", Harbor-Lantern-42]}}";

        assertThat(judge(engine, SOUND, SOUND, SOUND)).isEqualTo(Verdict.accepted());
        assertThat(judge(engine, SECRET_REF, SOUND, supplied)).isEqualTo(Verdict.accepted());
    }

    @ParameterizedTest(name = "{0} {1} of {2} in {3} → {4}")
    @CsvFileSource(resources = "refused-requests.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void a_request_that_breaks_a_rule_is_refused_for_it(
            Engine engine, String patch, String database, String world, String words) {
        var verdict = judge(engine, patch, database, world);

        assertThat(verdict.reason()).startsWith(words);
        assertThat(verdict.faults()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} {1} of {2} in {3} → {4}")
    @CsvFileSource(resources = "taken-requests.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void a_request_at_the_edge_of_a_rule_is_taken(
            Engine engine, String patch, String database, String world, String warning) {
        var verdict = judge(engine, patch, database, world);

        assertThat(verdict.faults()).isEmpty();
        assertThat(String.join("; ", verdict.warnings())).isEqualTo(warning);
    }

    @Test
    void a_password_of_129_characters_is_too_long_and_of_128_is_not() {
        String fits = "{supplied: {pair: [default, " + "a".repeat(128) + "]}}";
        String long129 = "{supplied: {pair: [default, " + "a".repeat(129) + "]}}";

        assertThat(judge(Engine.REDIS, SECRET_REF, SOUND, fits).isAccepted()).isTrue();
        assertThat(judge(Engine.REDIS, SECRET_REF, SOUND, long129).reason()).contains("a password of 129 characters");
    }

    @Test
    void a_missing_database_and_a_missing_secret_are_named() {
        var nothing = new RequestSurroundings(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        var noSecret = new RequestSurroundings(
                Optional.of(Table.database(Engine.REDIS, SOUND)), Optional.empty(), Optional.empty(), List.of());

        assertThat(RequestRules.judge(request(Engine.REDIS, SOUND), nothing).reason())
                .isEqualTo("spec.databaseRef.name: Redis \"orders\" does not exist in namespace \"shop\"");
        assertThat(RequestRules.judge(request(Engine.REDIS, SECRET_REF), noSecret)
                        .reason())
                .isEqualTo("spec.authentication.secretRef.name: Secret \"team\" does not exist in namespace \"shop\"");
    }

    @Test
    void a_spec_never_changes_also_in_fields_that_we_do_not_know() {
        var spec = Table.yaml("{type: RotateAuth, databaseRef: {name: orders}, colour: red}");

        assertThat(RequestRules.judgeChange(spec, spec.deepCopy())).isEqualTo(Verdict.accepted());
        assertThat(RequestRules.judgeChange(spec, ((ObjectNode) spec.deepCopy()).put("colour", "blue"))
                        .reason())
                .isEqualTo("spec: the spec of a request cannot be changed; make a new request");
    }

    @Test
    void no_text_shows_a_password() {
        var verdict =
                judge(Engine.POSTGRES, SECRET_REF, SOUND, "{supplied: {type: x, pair: [root, \"canary-7391\\x01\"]}}");

        assertThat(verdict.faults()).hasSize(3);
        assertThat(verdict.toString()).doesNotContain("canary-7391");
    }

    private static Verdict judge(Engine engine, String patch, String database, String world) {
        return RequestRules.judge(request(engine, patch), surroundings(engine, database, Table.yaml(world)));
    }

    private static Request request(Engine engine, String patch) {
        var object = (ObjectNode) Table.yaml("""
                {metadata: {name: rotate, namespace: shop}, spec: {type: RotateAuth, databaseRef: {name: orders}}}
                """);
        var typed = ResourceJson.serialization()
                .convertValue(Table.merge(object, Table.yaml(patch)), RedisOpsRequest.class);
        return Request.of(engine, typed, typed.getSpec());
    }

    /// `{published: {…}, supplied: {…}, carts: {engine: POSTGRES, patch}}`
    private static RequestSurroundings surroundings(Engine engine, String patch, JsonNode world) {
        var database = Table.database(engine, patch);
        var neighbours = new ArrayList<>(List.of(database));
        if (world.path("carts") instanceof ObjectNode carts) {
            var kind = Engine.valueOf(carts.remove("engine").asText());
            neighbours.add(Table.database(kind, "{metadata: {name: carts}, spec: " + carts + "}"));
        }
        return new RequestSurroundings(
                Optional.of(database),
                Optional.of(secret(world.path("published"), "orders-auth")
                        .orElseGet(() -> Table.secret("{metadata: {name: orders-auth, namespace: shop}, pair: ["
                                + engine.superuser() + ", Quiet-Meadow-7391]}"))),
                secret(world.path("supplied"), "team"),
                neighbours);
    }

    private static Optional<Secret> secret(JsonNode given, String name) {
        if (!given.isObject()) {
            return Optional.empty();
        }
        var whole = (ObjectNode) Table.yaml("{type: kubernetes.io/basic-auth, metadata: {name: " + name
                + ", namespace: shop}, pair: [a, bbbbbbbb]}");
        return Optional.of(Table.secret(Table.merge(whole, given).toString()));
    }
}
