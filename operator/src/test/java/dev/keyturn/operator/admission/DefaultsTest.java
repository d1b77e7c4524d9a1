// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class DefaultsTest {

    @ParameterizedTest(name = "{0} {1} → {2} is {3}")
    @CsvFileSource(resources = "defaults.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void what_is_left_out_is_filled_in(Engine engine, String patch, String field, String value) {
        var filled = filled(engine, patch, "{}");

        assertThat(filled.at("/spec" + field).toString()).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void filling_in_twice_changes_nothing(Engine engine) {
        var once = filled(engine, "{spec: {mode: Cluster, streamingMode: Synchronous}}", "{}");

        var twice = Defaults.filled(engine, once, Optional.of(once.path("spec")), Optional.of(Table.version(engine)));

        assertThat(twice).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_has_a_wrong_shape_is_left_to_the_schema(Engine engine) {
        var odd =
                "{spec: {healthChecker: 7, authSecret: [], podTemplate: {spec: {containers: 3}}, cluster: x, mode: Cluster,"
                        + " leaderElection: 1, configuration: 5, configSecret: {name: a}}}";

        var filled = filled(engine, odd, "{}");

        assertThat(filled.at("/spec/healthChecker").asInt()).isEqualTo(7);
        assertThat(filled.at("/spec/podTemplate/spec/containers").asInt()).isEqualTo(3);
        assertThat(filled.at("/spec/configuration").asInt()).isEqualTo(5);
    }

    @Test
    void the_database_itself_is_not_changed() {
        var object = Table.object(Engine.REDIS, "{}");
        var copy = object.deepCopy();

        Defaults.filled(Engine.REDIS, object, Optional.empty(), Optional.empty());

        assertThat(object).isEqualTo(copy);
    }

    @Test
    void an_old_place_that_is_written_again_wins_over_a_new_one_that_stayed() {
        var before = "{configuration: {secretName: a}}";

        var filled = filled(Engine.REDIS, "{spec: {configSecret: {name: b}, configuration: {secretName: a}}}", before);

        assertThat(filled.at("/spec/configuration/secretName").asText()).isEqualTo("b");
        assertThat(filled.path("spec").has("configSecret")).isFalse();
    }

    @Test
    void two_places_that_differ_both_stay_for_the_rules() {
        var filled = filled(Engine.REDIS, "{spec: {configSecret: {name: b}, configuration: {secretName: c}}}", "{}");

        assertThat(filled.at("/spec/configuration/secretName").asText()).isEqualTo("c");
        assertThat(filled.at("/spec/configSecret/name").asText()).isEqualTo("b");
    }

    @Test
    void redis_before_acls_has_no_passwords() {
        var old = new CatalogVersion("4", "4.0.14", false, true, Optional.empty(), false);
        var valkey = new CatalogVersion("v", "4.0.0", false, false, Optional.empty(), false);

        assertThat(disablesAuth(old)).isTrue();
        assertThat(disablesAuth(valkey)).isFalse();
        assertThat(disablesAuth(Table.version(Engine.REDIS))).isFalse();
    }

    @Test
    void scram_is_the_default_from_18_on() {
        var eighteen = new CatalogVersion("18", "18", false, true, Optional.empty(), false);
        var object = Table.object(Engine.POSTGRES, "{}");

        assertThat(Defaults.filled(Engine.POSTGRES, object, Optional.empty(), Optional.of(eighteen))
                        .at("/spec/clientAuthMode")
                        .asText())
                .isEqualTo("scram");
        assertThat(Defaults.filled(Engine.POSTGRES, object, Optional.empty(), Optional.empty())
                        .path("spec")
                        .has("clientAuthMode"))
                .isFalse();
    }

    private static boolean disablesAuth(CatalogVersion version) {
        return Defaults.filled(Engine.REDIS, Table.object(Engine.REDIS, "{}"), Optional.empty(), Optional.of(version))
                .at("/spec/disableAuth")
                .asBoolean();
    }

    private static JsonNode filled(Engine engine, String patch, String before) {
        return Defaults.filled(
                engine,
                Table.object(engine, patch),
                Optional.of(Table.yaml(before)),
                Optional.of(Table.version(engine)));
    }
}
